namespace Microsoft.PowerShell.Commands;

/// <summary>The exception of an error that <c>Write-Error</c> was given as text only.</summary>
public sealed class WriteErrorException(string message) : SystemException(message);
