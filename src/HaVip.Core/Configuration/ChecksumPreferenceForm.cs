using HaVip.Core.Wire;

namespace HaVip.Core.Configuration;

internal static class ChecksumPreferenceForm
{
    /// <summary>The form sent until a peer teaches another.</summary>
    public static ChecksumForm Form(this ChecksumPreference preference) =>
        preference == ChecksumPreference.MessageOnly ? ChecksumForm.MessageOnly : ChecksumForm.PseudoHeader;
}
