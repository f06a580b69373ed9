namespace HaVip.Core.Configuration;

/// <summary>What a file check takes for good.</summary>
public enum FileGoodWhen : byte
{
    /// <summary>The number in the file is 0; a missing or an empty file is 0. Weights are multiplied by the number.</summary>
    Zero,

    Absent,

    Present,
}
