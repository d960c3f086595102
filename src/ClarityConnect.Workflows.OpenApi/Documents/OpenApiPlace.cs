using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace ClarityConnect.Workflows.OpenApi.Documents;

/// <summary>A place in a document: what stands there, and its pointer for messages. References are followed as they are met.</summary>
/// <param name="Document">The document.</param>
/// <param name="Pointer">Where it is, such as <c>#/paths/~1pets/get</c>.</param>
/// <param name="Json">What stands there.</param>
internal readonly record struct OpenApiPlace(OpenApiDocument Document, string Pointer, JsonElement Json)
{
    private const int MaxHops = 32;

    public bool IsObject => Json.ValueKind == JsonValueKind.Object;

    /// <summary>The reference that stands here; null where it is the thing itself.</summary>
    public string? Reference => Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty("$ref", out var reference) && reference.ValueKind == JsonValueKind.String ? reference.GetString() : null;

    /// <summary>A member, with its references followed.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="member">The member.</param>
    /// <returns>Whether there is one that is not null.</returns>
    /// <exception cref="OpenApiRefusedException">Its reference leads nowhere or out of the document.</exception>
    public bool Try(string name, out OpenApiPlace member)
    {
        if (TryRaw(name, out member))
        {
            member = member.Followed();
            return true;
        }

        return false;
    }

    /// <summary>A member as it stands, perhaps a reference.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="member">The member.</param>
    public bool TryRaw(string name, out OpenApiPlace member)
    {
        if (Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out var json) && json.ValueKind != JsonValueKind.Null)
        {
            member = At(name, json);
            return true;
        }

        member = default;
        return false;
    }

    /// <summary>The members of an object, or of one of its members.</summary>
    /// <param name="name">The member; null for this.</param>
    public IEnumerable<(string Name, OpenApiPlace Place)> Members(string? name = null)
    {
        var place = this;
        if (name is not null && !Try(name, out place))
            return [];
        return place.IsObject ? place.Json.EnumerateObject().Select(member => (member.Name, place.At(member.Name, member.Value))) : [];
    }

    /// <summary>The items of a member that is a list.</summary>
    /// <param name="name">The member.</param>
    public IEnumerable<OpenApiPlace> Items(string name)
    {
        if (!Try(name, out var list) || list.Json.ValueKind != JsonValueKind.Array)
            return [];
        return list.Json.EnumerateArray().Select((item, index) => list.At(FormattableString.Invariant($"{index}"), item));
    }

    public string? Text(string name) => TryRaw(name, out var member) && member.Json.ValueKind == JsonValueKind.String ? member.Json.GetString() : null;

    public bool? Flag(string name) => TryRaw(name, out var member) ? member.Json.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null } : null;

    public IEnumerable<string> Texts(string name) => Items(name).Where(item => item.Json.ValueKind == JsonValueKind.String).Select(item => item.Json.GetString()!);

    /// <summary>The thing itself, behind whatever references stand here.</summary>
    /// <exception cref="OpenApiRefusedException">A reference leads nowhere, in a circle or out of the document.</exception>
    public OpenApiPlace Followed()
    {
        var place = this;
        for (var hops = 0; place.Reference is { } reference; hops++)
        {
            if (hops == MaxHops)
                throw new OpenApiRefusedException($"{Pointer}: the reference '{Reference}' leads in a circle.");
            place = Document.Find(reference, place.Pointer);
        }

        return place;
    }

    public OpenApiRefusedException Refused(string problem) => new($"{Pointer}: {problem}");

    [SuppressMessage("Globalization", "CA1307", Justification = "Letters are replaced, not words.")]
    private OpenApiPlace At(string name, JsonElement json) => new(Document, $"{Pointer}/{name.Replace("~", "~0").Replace("/", "~1")}", json);
}
