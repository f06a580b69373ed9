using System.Management.Automation;

using HaVip.Shell.Hosting;

namespace Microsoft.PowerShell.Commands;

/// <summary>Chooses objects by place and properties by name.</summary>
[Cmdlet(VerbsCommon.Select, "Object", DefaultParameterSetName = "DefaultParameter")]
public sealed partial class SelectObjectCommand : PSCmdlet
{
    private readonly Queue<PSObject> _held = new();
    private readonly List<PSObject> _unique = [];
    private readonly ObjectComparer _comparer = new(caseSensitive: true);
    private IReadOnlyList<PropertySelector> _properties = [];
    private WildcardPattern[] _excluded = [];
    private PropertySelector? _expanded;
    private int _position = -1;
    private int _passed;

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0, ParameterSetName = "DefaultParameter")]
    [Parameter(Position = 0, ParameterSetName = "SkipLastParameter")]
    public object[]? Property { get; set; }

    [Parameter(ParameterSetName = "DefaultParameter")]
    [Parameter(ParameterSetName = "SkipLastParameter")]
    public string[]? ExcludeProperty { get; set; }

    [Parameter(ParameterSetName = "DefaultParameter")]
    [Parameter(ParameterSetName = "SkipLastParameter")]
    public string? ExpandProperty { get; set; }

    [Parameter]
    public SwitchParameter Unique { get; set; }

    [Parameter(ParameterSetName = "DefaultParameter")]
    [ValidateRange(0, int.MaxValue)]
    public int First { get; set; } = -1;

    [Parameter(ParameterSetName = "DefaultParameter")]
    [ValidateRange(0, int.MaxValue)]
    public int Last { get; set; } = -1;

    [Parameter(ParameterSetName = "DefaultParameter")]
    [Parameter(ParameterSetName = "SkipLastParameter")]
    [ValidateRange(0, int.MaxValue)]
    public int Skip { get; set; }

    [Parameter(ParameterSetName = "SkipLastParameter", Mandatory = true)]
    [ValidateRange(0, int.MaxValue)]
    public int SkipLast { get; set; }

    [Parameter(ParameterSetName = "IndexParameter", Mandatory = true)]
    public int[]? Index { get; set; }

    [Parameter]
    public SwitchParameter Wait { get; set; }

    protected override void BeginProcessing()
    {
        _properties = PropertySelector.From(Property ?? (ExcludeProperty is null ? null : ["*"]));
        _excluded = [.. (ExcludeProperty ?? []).Select(name => WildcardPattern.Get(name, WildcardOptions.IgnoreCase))];
        _expanded = ExpandProperty is null ? null : PropertySelector.From([ExpandProperty])[0];
    }

    protected override void ProcessRecord()
    {
        if (InputObject is null)
        {
            return;
        }

        if (First == 0 && Last < 0)
        {
            throw EngineAccess.StopUpstream(this);
        }

        _position++;
        if (Index is not null)
        {
            PassIf(Index.Contains(_position));
        }
        else if (Last >= 0 && First < 0)
        {
            Hold(Last + Skip);
        }
        else if (SkipLast > 0 && _position >= Skip)
        {
            HoldAndPass();
        }
        else if (SkipLast == 0)
        {
            TakeInOrder();
        }
    }

    protected override void EndProcessing()
    {
        // -Last holds what may still be shown; with -Skip the newest of it are the skipped ones.
        var shown = Last >= 0 ? _held.Count - (First < 0 ? Skip : 0) : 0;
        for (var i = 0; i < shown; i++)
        {
            Pass(_held.Dequeue());
        }
    }

    private void TakeInOrder()
    {
        var place = _position - Skip;
        if (place < 0)
        {
            return;
        }

        if (First >= 0 && place >= First)
        {
            Hold(Math.Max(0, Last));
            return;
        }

        Pass(InputObject!);
        if (First >= 0 && ++_passed == First && Last < 0 && !Wait)
        {
            throw EngineAccess.StopUpstream(this);
        }
    }

    private void PassIf(bool chosen)
    {
        if (chosen)
        {
            Pass(InputObject!);
        }

        if (!Wait && _position >= Index!.DefaultIfEmpty(-1).Max())
        {
            throw EngineAccess.StopUpstream(this);
        }
    }

    private void Hold(int count)
    {
        _held.Enqueue(InputObject!);
        if (_held.Count > count)
        {
            _held.Dequeue();
        }
    }

    private void HoldAndPass()
    {
        _held.Enqueue(InputObject!);
        if (_held.Count > SkipLast)
        {
            Pass(_held.Dequeue());
        }
    }
}
