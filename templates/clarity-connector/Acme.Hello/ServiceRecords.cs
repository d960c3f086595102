namespace Acme.Hello;

/// <summary>Whom the service takes us for, and what the key may do.</summary>
internal sealed record Account(string Name, IReadOnlyList<string> Permissions);

/// <summary>A list of items.</summary>
internal sealed record ItemList(string Id, string Name);

/// <summary>What the service tells by webhook. The id is the event's own; the same when it is sent again.</summary>
internal sealed record ItemEvent(string? Id, string? Type, Item? Item);
