using HaVip.Configuration.Keepalived.Export;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Keepalived;

/// <summary>
/// Writes a configuration as keepalived 2.2.7 takes it: its own test of the text succeeds. What cannot be carried over
/// is a comment in the text and a finding.
/// </summary>
public static class KeepalivedWriter
{
    /// <param name="configuration">A valid configuration.</param>
    public static KeepalivedText Write(NodeConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var losses = new Losses();
        var blocks = new BlockWriter();
        blocks.Comment("Written by HaVip for keepalived 2.2.7; test it with: keepalived -t -f FILE");
        new GlobalBlocks(configuration, blocks, losses).Write();
        new CheckBlocks(configuration, blocks, losses).Write();
        for (var i = 0; i < configuration.Instances.Count; i++)
            new InstanceBlock(configuration, i, blocks, losses).Write();
        for (var i = 0; i < configuration.Groups.Count; i++) new GroupBlock(configuration, i, blocks, losses).Write();
        return new KeepalivedText { Text = blocks.ToString(), Diagnostics = losses.Items };
    }
}
