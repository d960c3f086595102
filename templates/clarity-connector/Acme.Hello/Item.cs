namespace Acme.Hello;

/// <summary>An item on a list.</summary>
/// <param name="Id">The service's id of it.</param>
/// <param name="List">The list that it is on.</param>
/// <param name="Title">What it says.</param>
public sealed record Item(string Id, string List, string Title);
