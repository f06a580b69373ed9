using HaVip.Core.Configuration;
using HaVip.Core.Control;
using HaVip.Node.Notifications;

namespace HaVip.Node.Tests.Notifications;

public sealed class NoticeQueueTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);
    private static readonly NoticeOwner Owner = new(false, "VI_1");

    private readonly string _folder = Directory.CreateTempSubdirectory("havip-").FullName;
    private readonly List<NoticeReport> _reports = [];
    private readonly AutoResetEvent _idle = new(false);

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _idle.Dispose();
    }

    [Theory]
    [InlineData(NotifyEvents.Backup, NotifyEvents.Master, true)]
    [InlineData(NotifyEvents.Master, NotifyEvents.Master, true)]
    [InlineData(NotifyEvents.Stop, NotifyEvents.Fault, true)]
    [InlineData(NotifyEvents.Priority, NotifyEvents.Priority, true)]
    [InlineData(NotifyEvents.Backup, NotifyEvents.Leaving, false)]
    [InlineData(NotifyEvents.Priority, NotifyEvents.Master, false)]
    [InlineData(NotifyEvents.Master, NotifyEvents.RivalRejected, false)]
    public void State_takes_the_place_of_every_state_before_it_and_other_news_of_its_own_kind(
        NotifyEvents newer, NotifyEvents older, bool supersedes) =>
        Assert.Equal(supersedes, News(newer).Supersedes(News(older)));

    [Fact]
    public void Line_is_as_keepalived_writes_it()
    {
        Assert.Equal("INSTANCE \"VI_1\" MASTER 100\n", News(NotifyEvents.Master, "MASTER").Line);
        Assert.Equal("GROUP \"G1\" FAULT 0\n", new Notice(true, "G1", NotifyEvents.Fault, "FAULT", 0).Line);
    }

    [Fact]
    public void Listener_is_not_told_what_it_did_not_ask_for()
    {
        var queue = Queue(new NotifySettings { Fifo = Path.Combine(_folder, "events"), Events = NotifyEvents.Stop });

        queue.Post(News(NotifyEvents.Master));

        Assert.True(queue.IsIdle);
        Assert.Equal(NotificationStatus.None, queue.State.Status);
    }

    [Fact]
    public void Pipe_that_nobody_reads_is_made_and_the_failure_is_reported()
    {
        var path = Path.Combine(_folder, "events");
        var queue = Queue(new NotifySettings { Fifo = path });

        queue.Post(News(NotifyEvents.Master, "MASTER"));
        Assert.True(_idle.WaitOne(Long));

        var report = Assert.Single(_reports);
        Assert.Equal((NotificationStatus.Failed, 1, $"nobody reads {path}"),
            (report.State.Status, report.State.Attempts, report.State.Failure));
        Assert.True(report.IsPipe);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        queue.Stop();
    }

    [Fact]
    public void File_in_the_place_of_a_pipe_is_left_alone()
    {
        var path = Path.Combine(_folder, "events");
        File.WriteAllText(path, "mine");
        var queue = Queue(new NotifySettings { Fifo = path });

        queue.Post(News(NotifyEvents.Master));
        Assert.True(_idle.WaitOne(Long));

        Assert.Equal(NotificationStatus.Failed, Assert.Single(_reports).State.Status);
        Assert.Equal("mine", File.ReadAllText(path));
        queue.Stop();
    }

    private static Notice News(NotifyEvents kind, string word = "") => new(false, "VI_1", kind, word, 100);

    private NoticeQueue Queue(NotifySettings settings) =>
        new(Owner, settings, new NodeSettings(), _reports.Add, () => _idle.Set());
}
