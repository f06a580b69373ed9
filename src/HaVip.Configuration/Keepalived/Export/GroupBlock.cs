using HaVip.Core.Configuration;

namespace HaVip.Configuration.Keepalived.Export;

/// <summary>One group as a <c>vrrp_sync_group</c>.</summary>
internal sealed class GroupBlock(NodeConfiguration configuration, int index, BlockWriter blocks, Losses losses)
{
    public void Write()
    {
        var group = configuration.Groups[index];
        blocks.Open($"vrrp_sync_group {group.Name}");
        blocks.Block("group", group.Instances);
        blocks.LineIf(group.TrackingWeight, "sync_group_tracking_weight");
        TrackBlocks.Write(group.Track, configuration, blocks);
        new NotifyLines($"groups[{index}]", true, blocks, losses).Write(group.Notify);
        blocks.Close();
    }
}
