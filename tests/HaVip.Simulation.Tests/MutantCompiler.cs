using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace HaVip.Simulation.Tests;

/// <summary>Compiles core and simulator into one assembly in memory, with a bug planted in the core.</summary>
internal static class MutantCompiler
{
    private const string Prefix = "source/";

    private const string GlobalUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        """;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, DocumentationMode.None);
    private static readonly Lazy<Dictionary<string, SyntaxTree>> Sources = new(ParseSources);
    private static readonly Lazy<MetadataReference[]> References = new(FindReferences);

    /// <summary>Null plants nothing.</summary>
    public static Assembly Compile(PlantedBug? bug)
    {
        var trees = new Dictionary<string, SyntaxTree>(Sources.Value);
        if (bug is not null) trees[bug.File] = Plant(trees[bug.File], bug);
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true,
            nullableContextOptions: NullableContextOptions.Enable);
        var compilation = CSharpCompilation.Create("Mutant", trees.Values, References.Value, options);
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        if (!emitted.Success)
            throw new InvalidOperationException(string.Join('\n', emitted.Diagnostics.Where(x => x.Severity == DiagnosticSeverity.Error)));
        image.Position = 0;
        return new AssemblyLoadContext("mutant", isCollectible: true).LoadFromStream(image);
    }

    private static SyntaxTree Plant(SyntaxTree tree, PlantedBug bug)
    {
        var text = tree.ToString();
        var at = text.IndexOf(bug.Find, StringComparison.Ordinal);
        if (at < 0 || text.IndexOf(bug.Find, at + 1, StringComparison.Ordinal) >= 0)
            throw new InvalidOperationException($"{bug.File} must have this exactly once: {bug.Find}");
        return Parse(text[..at] + bug.Replace + text[(at + bug.Find.Length)..]);
    }

    /// <summary>Without what needs a source generator; the simulator has no use for it.</summary>
    private static Dictionary<string, SyntaxTree> ParseSources()
    {
        var assembly = typeof(MutantCompiler).Assembly;
        var trees = new Dictionary<string, SyntaxTree>(StringComparer.Ordinal) { ["GlobalUsings.cs"] = Parse(GlobalUsings) };
        foreach (var name in assembly.GetManifestResourceNames().Where(x => x.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var text = reader.ReadToEnd();
            if (!text.Contains("JsonSerializerContext", StringComparison.Ordinal)) trees.Add(name[Prefix.Length..], Parse(text));
        }

        return trees;
    }

    private static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text, ParseOptions);

    private static MetadataReference[] FindReferences()
    {
        var trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return [.. trusted.Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path))];
    }
}
