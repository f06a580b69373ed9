namespace HaVip.Node.Notifications;

/// <summary>Whose news it is: an instance and a group may have the same name.</summary>
internal sealed record NoticeOwner(bool IsGroup, string Name);
