using System.Management.Automation;
using System.Net.Sockets;
using System.Text.Json;
using HaVip.Core.Configuration;
using HaVip.Core.Control;
using HaVip.Core.Election;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Connection;

/// <summary>What goes wrong between a cmdlet and a runner, as errors a user can act on.</summary>
internal static class ControlErrors
{
    public const string RunnerNotRunning = "RunnerNotRunning";

    /// <summary>The connection broke before the answer came.</summary>
    public const string ControlFailed = "ControlFailed";

    /// <summary>The connection stands, and no answer came in time.</summary>
    public const string ControlTimeout = "ControlTimeout";

    public static HaVipException NotRunning(NodeLocation node) => new(
        RunnerNotRunning,
        ErrorCategory.ResourceUnavailable,
        $"No node runner answers at {node.ControlSocket}.",
        node.HasFiles ? $"Start it with: Start-HaVipInstance{node.Arguments}" : "Look for the right socket.",
        node.ControlSocket);

    public static HaVipException PathTooLong(string path, int maximum) => new(
        "ControlSocketPath",
        ErrorCategory.InvalidArgument,
        $"The path of the control socket is longer than the {maximum} bytes the kernel takes: {path}",
        "Use a shorter -RootPath.",
        path);

    public static HaVipException TooLong(int length) => new(
        "RequestTooLong",
        ErrorCategory.LimitsExceeded,
        $"The request has {length} bytes and a runner reads {ControlProtocol.MaximumRequestLength}.",
        "Name fewer instances at once.");

    /// <summary>Every error of a configuration that was refused as a whole, not only how many there are.</summary>
    public static ControlError WithFindings(ControlError error, ControlResponse response)
    {
        var errors = (response.Diagnostics ?? []).Where(finding => finding.Severity == DiagnosticSeverity.Error).ToList();
        return errors.Count == 0 ? error : error with { Message = $"{error.Message} {string.Join(" ", errors)}" };
    }

    /// <summary>What a runner refused, in its own words.</summary>
    public static HaVipException From(ControlError error, ControlRequest request, object? target = null)
    {
        var named = request.Instances is { Count: > 0 } names ? string.Join(", ", names) : null;
        return new HaVipException(error.Id, Category(error.Id), error.Message, error.Recommendation, target ?? named);
    }

    /// <summary>Null for an exception that is none of the connection's: a cancelled pipeline, our own errors.</summary>
    public static HaVipException? From(Exception e, string path, TimeSpan limit, CancellationToken stopping) => e switch
    {
        OperationCanceledException when !stopping.IsCancellationRequested => new HaVipException(
            ControlTimeout,
            ErrorCategory.OperationTimeout,
            $"The node runner at {path} did not answer within {limit.TotalSeconds:0} s.",
            "Look at its log; it may be stopped (SIGSTOP) or badly overloaded.",
            path,
            e),
        SocketException { SocketErrorCode: SocketError.AccessDenied } or UnauthorizedAccessException =>
            new HaVipException(
                "ControlSocketDenied",
                ErrorCategory.PermissionDenied,
                $"The control socket {path} is not open to this user.",
                $"Run as root; members of the group {ControlProtocol.ReaderGroup} may read states and events.",
                path,
                e),
        SocketException or EndOfStreamException => new HaVipException(
            ControlFailed,
            ErrorCategory.ConnectionError,
            $"The connection to the node runner at {path} broke: {e.Message}",
            "Look at Get-HaVipState and at the runner's log.",
            path,
            e),
        InvalidDataException or JsonException => new HaVipException(
            "BadResponse",
            ErrorCategory.ProtocolError,
            $"What answered at {path} does not speak the control protocol: {e.Message}",
            "Check that the runner and the module are of the same version.",
            path,
            e),
        _ => null,
    };

    private static ErrorCategory Category(string id) => id switch
    {
        ControlError.UnknownInstance => ErrorCategory.ObjectNotFound,
        ControlError.InvalidConfiguration => ErrorCategory.InvalidData,
        ControlError.BadRequest => ErrorCategory.InvalidArgument,
        ControlError.NotPermitted => ErrorCategory.PermissionDenied,
        ControlError.UnsupportedProtocol => ErrorCategory.ProtocolError,
        ControlError.ShuttingDown => ErrorCategory.ResourceUnavailable,
        nameof(HandoverRefusal.NobodyTookOver) => ErrorCategory.OperationTimeout,
        _ => ErrorCategory.InvalidOperation,
    };
}
