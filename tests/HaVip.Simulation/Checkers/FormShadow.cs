using HaVip.Core.Configuration;
using HaVip.Core.Wire;

namespace HaVip.Simulation.Checkers;

/// <summary>
/// In which checksum form a node has to send version 3 over IPv4, kept apart from the core: the one of its settings, and with
/// Auto the pseudo-header's until a packet it could read came in the other.
/// </summary>
internal sealed class FormShadow
{
    private InstanceConfiguration? _own;
    private ChecksumForm _form;

    public void Boot(InstanceConfiguration own) => Begin(own);

    /// <summary>Another virtual router begins anew, and Auto where another choice was before.</summary>
    public void Reload(InstanceConfiguration next)
    {
        var goesOn = _own is not null && next.Checksum == ChecksumPreference.Auto && _own.Checksum == ChecksumPreference.Auto
            && next.Version == _own.Version && next.AddressOwner == _own.AddressOwner;
        if (goesOn) _own = next;
        else Begin(next);
    }

    /// <summary>A packet was accepted, or would have been by anybody but the address owner.</summary>
    public void Hear(ChecksumForm form)
    {
        if (form == ChecksumForm.MessageOnly && _own is { Checksum: ChecksumPreference.Auto }) _form = form;
    }

    public bool Allows(ChecksumForm form) => _own is null || !Acceptance.HasForms(_own) || form == _form;

    private void Begin(InstanceConfiguration own)
    {
        _own = own;
        _form = Acceptance.FixedForm(own);
    }
}
