namespace Microsoft.PowerShell.Commands;

/// <summary>A process cmdlet could not do what it was asked for.</summary>
public sealed class ProcessCommandException(string message) : SystemException(message);
