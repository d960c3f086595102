namespace ClarityConnect.Workflows.Engine.Bookmarks;

/// <summary>Which open bookmarks to list. Null members do not filter.</summary>
public sealed record BookmarkFilter
{
    /// <summary>Only this bookmark.</summary>
    public string? Id { get; init; }

    /// <summary>Only bookmarks that wait for this kind of event.</summary>
    public string? Name { get; init; }

    /// <summary>Only this key.</summary>
    public string? Key { get; init; }

    /// <summary>Only keys after this one, for keyset paging.</summary>
    public string? After { get; init; }

    /// <summary>How many to give. Default 50.</summary>
    public int Take { get; init; } = 50;
}
