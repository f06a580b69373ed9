using System.Globalization;
using System.Text;
using HaVip.Core.Checks;
using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Node.Time;

namespace HaVip.Node.Checks;

/// <summary>
/// What a file holds, or whether there is one. The kernel tells of changes; where it cannot (network file systems, a
/// folder that is not there yet) the file is looked at now and then.
/// </summary>
internal sealed class FileCheckWorker(CheckConfiguration check) : CheckWorker(check)
{
    private const int LookEveryMilliseconds = 5000;
    private const int LookForFolderEveryMilliseconds = 500;

    /// <summary>How soon a check that is to stop notices.</summary>
    private const int StopMilliseconds = 500;

    private readonly string _path = check.Path!;
    private int? _told;

    protected override void Run()
    {
        FileWatch? watch = null;
        var count = new LiveCount(Check);
        try
        {
            while (!IsStopped)
            {
                watch ??= FileWatch.TryOpen(Path.GetDirectoryName(_path)!);
                Look(count);
                var look = MonotonicClock.Now + Duration.FromMilliseconds(
                    watch is null ? LookForFolderEveryMilliseconds : LookEveryMilliseconds);
                if (!Wait(watch, Instant.Min(look, count.Deadline)))
                {
                    watch!.Dispose();
                    watch = null;
                }
            }
        }
        finally
        {
            watch?.Dispose();
        }
    }

    private void Look(LiveCount count)
    {
        var (isWell, number, detail) = Judge();
        var changed = count.See(isWell, MonotonicClock.Now);
        var isSettled = count.Health == (isWell ? Health.Good : Health.Bad);
        if (!changed && (!isSettled || number == _told)) return;
        _told = number;
        Post(count.Health, number, detail);
    }

    private (bool IsWell, int? Number, string Detail) Judge()
    {
        if (Check.GoodWhen == FileGoodWhen.Zero) return JudgeNumber();
        var exists = File.Exists(_path);
        return (exists == (Check.GoodWhen == FileGoodWhen.Present), null, exists ? $"there is {_path}" : $"there is no {_path}");
    }

    private (bool IsWell, int? Number, string Detail) JudgeNumber()
    {
        try
        {
            var buffer = new byte[64];
            using var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0);
            var length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            var text = Encoding.ASCII.GetString(buffer, 0, length).Trim();
            if (text.Length == 0) return (true, 0, $"{_path} is empty");
            return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? (number == 0, number, $"{_path} holds {number}")
                : (false, null, $"{_path} holds no whole number");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return (true, 0, $"there is no {_path}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (false, null, $"{_path} cannot be read: {e.Message}");
        }
    }

    /// <summary>False where the folder has gone and another has to be watched.</summary>
    private bool Wait(FileWatch? watch, Instant until)
    {
        while (!IsStopped)
        {
            var left = (until - MonotonicClock.Now).Milliseconds + 1;
            if (left <= 0) return true;
            if (watch is null)
            {
                Pause(TimeSpan.FromMilliseconds(left));
                return true;
            }

            var slice = (int)Math.Min(left, StopMilliseconds);
            switch (watch.Wait(slice))
            {
                case FileNotice.None: break;
                case FileNotice.Changed: return true;
                default: return false;
            }
        }

        return true;
    }
}
