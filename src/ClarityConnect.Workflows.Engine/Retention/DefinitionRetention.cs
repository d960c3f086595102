using System.Globalization;
using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Instances;

namespace ClarityConnect.Workflows.Engine.Retention;

/// <summary>How long a definition keeps its finished instances, by <c>customProperties.retention</c>; what it does not say, the server's own rule says.</summary>
/// <param name="Finished">For instances that finished or were cancelled; null for the server's rule.</param>
/// <param name="Faulted">For instances that failed; null for the server's rule.</param>
internal sealed record DefinitionRetention(TimeSpan? Finished, TimeSpan? Faulted)
{
    private static readonly DateTimeOffset Forever = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <exception cref="DefinitionInvalidException">A duration is neither "forever" nor a time such as 30.00:00:00.</exception>
    public static DefinitionRetention? Read(JsonElement definition, string name)
    {
        if (JsonMembers.Find(definition, "customProperties") is not { ValueKind: JsonValueKind.Object } custom
            || JsonMembers.Find(custom, "retention") is not { ValueKind: JsonValueKind.Object } retention)
        {
            return null;
        }

        return new DefinitionRetention(Duration(retention, "keepFinished", name), Duration(retention, "keepFaulted", name));
    }

    /// <summary>Until when an instance that ends now is kept; null for the server's rule.</summary>
    public DateTimeOffset? Until(InstanceStatus end, DateTimeOffset now) => (end == InstanceStatus.Faulted ? Faulted : Finished) switch
    {
        null => null,
        { } keep when keep >= Forever - now => Forever,
        { } keep => now + keep,
    };

    private static TimeSpan? Duration(JsonElement retention, string member, string name)
    {
        var text = JsonMembers.Text(retention, member);
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (text.Equals("forever", StringComparison.OrdinalIgnoreCase))
            return TimeSpan.MaxValue;
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration) && duration >= TimeSpan.Zero
            ? duration
            : throw new DefinitionInvalidException(
                $"Workflow '{name}', customProperties.retention.{member}: '{text}' is neither \"forever\" nor a time such as 30.00:00:00 for 30 days.");
    }
}
