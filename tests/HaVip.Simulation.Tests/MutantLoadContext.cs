using System.Reflection;
using System.Runtime.Loader;

namespace HaVip.Simulation.Tests;

/// <summary>A simulator of its own whose core is the image given.</summary>
internal sealed class MutantLoadContext(byte[] core) : AssemblyLoadContext("mutant")
{
    private Assembly? _core;

    public Assembly LoadSimulator() => LoadFromAssemblyPath(typeof(SimulationRun).Assembly.Location);

    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name == "HaVip.Core" ? _core ??= LoadFromStream(new MemoryStream(core)) : null;
}
