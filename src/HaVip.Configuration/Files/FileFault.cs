namespace HaVip.Configuration.Files;

/// <summary>Why a file cannot be trusted.</summary>
/// <param name="Kind">What others may do.</param>
/// <param name="Message">In words that follow 'The file'; they hold the mode.</param>
/// <param name="Fix">The command that mends it.</param>
public sealed record FileFault(FileFaultKind Kind, string Message, string Fix);
