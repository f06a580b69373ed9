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
    public void Everyday_cmdlets_step_back_when_the_real_modules_are_there()
    {
        using var script = new ScriptFile("");
        foreach (var name in new[] { "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Management" })
        {
            var folder = Directory.CreateDirectory(Path.Combine(script.Folder, name));
            File.WriteAllText(Path.Combine(folder.FullName, name + ".psm1"), "function Select-Object { 'real' }");
            File.WriteAllText(Path.Combine(folder.FullName, name + ".psd1"),
                $"@{{ RootModule = '{name}.psm1'; ModuleVersion = '7.0'; FunctionsToExport = 'Select-Object' }}");
        }

        var run = ShellProcess.Run(["-c", "Select-Object"], null,
            new Dictionary<string, string> { ["PSModulePath"] = script.Folder });

        Assert.Equal("real\n", run.Output);
    }
}
