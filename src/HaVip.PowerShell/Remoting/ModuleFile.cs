namespace HaVip.PowerShell.Remoting;

/// <summary>One file of the module as it travels.</summary>
/// <param name="Path">Below the module's folder.</param>
/// <param name="Bytes">All of it.</param>
/// <param name="Hash">SHA-256, hexadecimal.</param>
internal sealed record ModuleFile(string Path, byte[] Bytes, string Hash);
