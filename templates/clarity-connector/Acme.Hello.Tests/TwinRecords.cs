namespace Acme.Hello.Tests;

/// <summary>A request to add an item.</summary>
internal sealed record TwinOrder(string Title);

/// <summary>An item as the service has it.</summary>
internal sealed record TwinItem(string Id, string List, string Title);
