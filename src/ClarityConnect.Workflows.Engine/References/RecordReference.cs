namespace ClarityConnect.Workflows.Engine.References;

/// <summary>A record of another system: the system, the kind of record there, and its id there. Together they are unique.</summary>
/// <param name="System">The system, in lower case, such as "opayo". At most 50 characters.</param>
/// <param name="Kind">The kind of record, in lower case, such as "transaction". At most 50 characters.</param>
/// <param name="Id">The id at that system, as it writes it. At most 200 characters.</param>
public sealed record RecordReference(string System, string Kind, string Id)
{
    /// <summary>The most characters that a system or a kind may have.</summary>
    public const int LongestName = 50;

    /// <summary>The most characters that an id may have.</summary>
    public const int LongestId = 200;

    /// <summary>Makes a reference from what a person or a workflow wrote: blanks around are left out, system and kind are put in lower case.</summary>
    /// <param name="system">The system.</param>
    /// <param name="kind">The kind of record.</param>
    /// <param name="id">The id.</param>
    /// <returns>The reference; null where one of the three is empty.</returns>
    /// <exception cref="ArgumentException">One of the three is too long; the message is for people.</exception>
    public static RecordReference? Create(string? system, string? kind, string? id)
    {
        if (string.IsNullOrWhiteSpace(system) || string.IsNullOrWhiteSpace(kind) || string.IsNullOrWhiteSpace(id))
            return null;
        return new RecordReference(Name(system, "system"), Name(kind, "kind"), Bounded(id.Trim(), LongestId, "id"));
    }

    /// <summary>System, kind and id in one line, such as "opayo transaction 3C9E".</summary>
    public override string ToString() => $"{System} {Kind} {Id}";

    private static string Name(string text, string what) => Bounded(text.Trim().ToLowerInvariant(), LongestName, what);

    private static string Bounded(string text, int longest, string what) => text.Length <= longest
        ? text
        : throw new ArgumentException($"The {what} '{text[..20]}…' has {text.Length} characters; at most {longest} are kept. Give the {what} that the other system uses.");
}
