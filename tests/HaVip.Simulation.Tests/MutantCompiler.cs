using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace HaVip.Simulation.Tests;

/// <summary>Compiles the core in memory with a bug planted, and loads the simulator on top of it.</summary>
internal static class MutantCompiler
{
    private const string Prefix = "source/";

    private const string Globals = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("HaVip.Simulation")]
        """;

    /// <summary>What a source generator makes of the real one, by reflection.</summary>
    private const string MemoryJson = """
        using System.Text.Json;
        using System.Text.Json.Serialization;
        using System.Text.Json.Serialization.Metadata;
        namespace HaVip.Core.Succession;
        public sealed class MemoryJson
        {
            private static readonly JsonSerializerOptions Options = new()
            {
                TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
                Converters =
                {
                    new InstantConverter(), new DurationConverter(), new IpAddressConverter(), new MacAddressConverter(),
                },
            };

            public static MemoryJson Default { get; } = new();

            public JsonTypeInfo<NodeMemory> NodeMemory { get; } =
                (JsonTypeInfo<NodeMemory>)Options.GetTypeInfo(typeof(NodeMemory));
        }
        """;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, DocumentationMode.None);

    private static readonly CSharpCompilationOptions CompilationOptions = new(
        OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true,
        nullableContextOptions: NullableContextOptions.Enable);

    private static readonly Lazy<Dictionary<string, SyntaxTree>> Sources = new(ParseSources);
    private static readonly Lazy<MetadataReference[]> References = new(FindReferences);

    /// <summary>The simulator's assembly, its core a mutant; null plants nothing.</summary>
    public static Assembly Compile(PlantedBug? bug)
    {
        var trees = new Dictionary<string, SyntaxTree>(Sources.Value);
        if (bug is not null) trees[bug.File] = Plant(trees[bug.File], bug);
        var compilation = CSharpCompilation.Create("HaVip.Core", trees.Values, References.Value, CompilationOptions);
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        if (!emitted.Success)
        {
            var errors = emitted.Diagnostics.Where(x => x.Severity == DiagnosticSeverity.Error);
            throw new InvalidOperationException(string.Join('\n', errors));
        }
        return new MutantLoadContext(image.ToArray()).LoadSimulator();
    }

    private static SyntaxTree Plant(SyntaxTree tree, PlantedBug bug)
    {
        var text = tree.ToString();
        var at = text.IndexOf(bug.Find, StringComparison.Ordinal);
        if (at < 0 || text.IndexOf(bug.Find, at + 1, StringComparison.Ordinal) >= 0)
            throw new InvalidOperationException($"{bug.File} must have this exactly once: {bug.Find}");
        return Parse(text[..at] + bug.Replace + text[(at + bug.Find.Length)..]);
    }

    /// <summary>Without what needs a source generator; of that the simulator uses the JSON of what an engine remembers.</summary>
    private static Dictionary<string, SyntaxTree> ParseSources()
    {
        var assembly = typeof(MutantCompiler).Assembly;
        var trees = new Dictionary<string, SyntaxTree>(StringComparer.Ordinal)
        {
            ["Globals.cs"] = Parse(Globals),
            ["MemoryJson.cs"] = Parse(MemoryJson),
        };
        var names = assembly.GetManifestResourceNames().Where(x => x.StartsWith(Prefix, StringComparison.Ordinal));
        foreach (var name in names)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var text = reader.ReadToEnd();
            if (text.Contains("JsonSerializerContext", StringComparison.Ordinal)) continue;
            trees.Add(name[Prefix.Length..], Parse(text));
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
