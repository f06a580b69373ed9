using HaVip.Core.Control;

namespace HaVip.Node.Notifications;

/// <summary>What a queue has to tell of one attempt that has ended.</summary>
/// <param name="Notice">The news.</param>
/// <param name="State">What became of it.</param>
/// <param name="IsPipe">It went to a named pipe, which is no news where it goes well.</param>
internal sealed record NoticeReport(Notice Notice, NotificationState State, bool IsPipe);
