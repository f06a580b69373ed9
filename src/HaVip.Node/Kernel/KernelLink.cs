namespace HaVip.Node.Kernel;

/// <summary>An interface that HaVip made for a virtual MAC address.</summary>
internal readonly record struct KernelLink(string Name, int Index, int ParentIndex);
