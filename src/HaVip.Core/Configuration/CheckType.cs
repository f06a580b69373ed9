namespace HaVip.Core.Configuration;

public enum CheckType : byte
{
    /// <summary>A process runs.</summary>
    Process,

    /// <summary>A connection is taken.</summary>
    Tcp,

    /// <summary>A request is answered as expected; the URL says whether over TLS.</summary>
    Http,

    /// <summary>A command ends with exit code 0.</summary>
    Script,

    /// <summary>A file holds 0, is there, or is not there.</summary>
    File,

    /// <summary>An interface is up.</summary>
    Interface,
}
