using HaVip.Linux;
using HaVip.Linux.Netlink;

namespace HaVip.Node.Kernel;

internal sealed partial class LinuxKernel
{
    private const string FilterPrefix = "havip_";

    private FilterNetlink? _filter;

    /// <summary>The socket that the table belongs to; null where none was made.</summary>
    public int? FilterDescriptor => _filter?.Descriptor;

    /// <summary>Goes on with the table of the program before this one.</summary>
    public void AdoptFilter(int descriptor) => _filter = FilterNetlink.Inherit(FilterName, descriptor);

    public string FilterName { get; } = FilterPrefix + filterSuffix;

    // Not before it is needed: asking alone makes the kernel load nf_tables.
    private FilterNetlink Filter => _filter ??= new FilterNetlink(FilterName);

    public NetlinkResult CloseAddresses(IReadOnlyCollection<ClosedAddress> addresses) =>
        Attempt(() => Filter.Close(addresses));

    public NetlinkResult RemoveFilter(string name) => Attempt(() =>
    {
        if (!Filter.RemoveTable(name)) throw new LinuxException($"remove {name}", Errno.ESRCH);
    });

    public IReadOnlyList<string> ListFilters()
    {
        try
        {
            return Filter.ListTables().Where(name => name.StartsWith(FilterPrefix, StringComparison.Ordinal)).ToArray();
        }
        catch (LinuxException error) when (error.ErrorNumber is Errno.EPROTONOSUPPORT or Errno.EINVAL or Errno.EOPNOTSUPP)
        {
            // A kernel without nf_tables has no tables.
            return [];
        }
    }

    private static NetlinkResult Attempt(Action change)
    {
        try
        {
            change();
            return default;
        }
        catch (LinuxException error)
        {
            return new NetlinkResult(error.ErrorNumber, error.Detail);
        }
    }
}
