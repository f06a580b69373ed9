using HaVip.Shell.Hosting;

namespace HaVip.Shell.Tests.Hosting;

public sealed class ModuleTests
{
    private const string View = """
        <Configuration><ViewDefinitions><View><Name>Sample</Name>
          <ViewSelectedBy><TypeName>Sample.Thing</TypeName></ViewSelectedBy>
          <TableControl>
            <TableHeaders>
              <TableColumnHeader><Label>Title</Label><Width>8</Width></TableColumnHeader>
              <TableColumnHeader><Label>Size</Label><Width>6</Width><Alignment>Right</Alignment></TableColumnHeader>
            </TableHeaders>
            <TableRowEntries><TableRowEntry><TableColumnItems>
              <TableColumnItem><PropertyName>Name</PropertyName></TableColumnItem>
              <TableColumnItem><ScriptBlock>"$($_.Size) kB"</ScriptBlock></TableColumnItem>
            </TableColumnItems></TableRowEntry></TableRowEntries>
          </TableControl>
        </View></ViewDefinitions></Configuration>
        """;

    private const string Manifest = "@{ RootModule = 'Sample.psm1'; ModuleVersion = '1.0'; "
        + "FunctionsToExport = 'Get-SampleThing'; FormatsToProcess = 'Sample.Format.ps1xml' }";

    private const string Script = "function Get-SampleThing { "
        + "[pscustomobject]@{ PSTypeName = 'Sample.Thing'; Name = 'one'; Size = 3; Hidden = 'x' } }";

    [Theory]
    [InlineData("Get-SampleThing")]
    [InlineData("Import-Module Sample; Get-SampleThing")]
    public void Module_on_the_path_loads_with_its_views(string text)
    {
        using var script = new ScriptFile(Script, "Sample.psm1");
        var places = Directory.CreateDirectory(Path.Combine(script.Folder, "Modules", "Sample"));
        File.Copy(script.Path, Path.Combine(places.FullName, "Sample.psm1"));
        File.WriteAllText(Path.Combine(places.FullName, "Sample.psd1"), Manifest);
        File.WriteAllText(Path.Combine(places.FullName, "Sample.Format.ps1xml"), View);

        var run = ShellProcess.Run(["-c", text], null,
            new Dictionary<string, string> { ["PSModulePath"] = places.Parent!.FullName });

        Assert.Equal("\nTitle      Size\n-----      ----\none        3 kB\n\n", run.Output);
        Assert.Empty(run.Error);
    }

    [Fact]
    public void Everyday_cmdlets_step_back_when_the_real_ones_can_be_loaded()
    {
        using var installation = new ScriptFile("");
        var modules = MakeRealModules(installation.Folder);

        Assert.False(EverydayCommands.RealOnesAreThere([modules], installation.Folder));
        File.WriteAllText(Path.Combine(installation.Folder, "Microsoft.PowerShell.Commands.Utility.dll"), "");
        File.WriteAllText(Path.Combine(installation.Folder, "Microsoft.PowerShell.Commands.Management.dll"), "");
        Assert.True(EverydayCommands.RealOnesAreThere(["", modules], installation.Folder));
        Assert.False(EverydayCommands.RealOnesAreThere(["/none"], installation.Folder));
    }

    [Fact]
    public void Modules_of_another_powershell_do_not_take_the_cmdlets_away()
    {
        using var installation = new ScriptFile("");

        var run = ShellProcess.Run(["-c", "1..3 | Select-Object -First 1"], null,
            new Dictionary<string, string> { ["PSModulePath"] = MakeRealModules(installation.Folder) });

        Assert.Equal("1\n", run.Output);
    }

    private static string MakeRealModules(string folder)
    {
        var modules = Path.Combine(folder, "Modules");
        foreach (var name in new[] { "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Management" })
        {
            Directory.CreateDirectory(Path.Combine(modules, name));
            File.WriteAllText(Path.Combine(modules, name, name + ".psd1"), "@{ ModuleVersion = '7.0' }");
        }

        return modules;
    }
}
