namespace HaVip.Configuration.Tests.Yaml;

/// <summary>Files of the checkout the tests run from.</summary>
internal static class Checkout
{
    public static string Path(string relative)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "HaVip.sln"))) folder = folder.Parent;
        return System.IO.Path.Combine(folder?.FullName ?? throw new DirectoryNotFoundException("HaVip.sln"), relative);
    }
}
