using ClarityConnect.Workflows.OpenApi.Documents;

namespace ClarityConnect.Workflows.OpenApi.Operations;

/// <summary>Chooses among the forms that a body may have.</summary>
internal static class MediaTypes
{
    public static bool IsJson(string mediaType) => Bare(mediaType) is var bare && (bare is "application/json" or "text/json" || bare.EndsWith("+json", StringComparison.Ordinal));

    public static bool IsText(string mediaType) => Bare(mediaType) is var bare
        && (bare.StartsWith("text/", StringComparison.Ordinal) || bare is "application/xml" or "application/yaml" or "application/x-yaml" or "application/javascript" || bare.EndsWith("+xml", StringComparison.Ordinal));

    /// <summary>The body that is sent, of those that the operation takes; null where it describes none.</summary>
    public static (BodyKind Kind, string MediaType, OpenApiPlace Media)? Choose(OpenApiPlace content)
    {
        var all = content.Members().Select(media => (Kind: KindOf(media.Name), MediaType: media.Name.Trim(), Media: media.Place.Followed())).ToList();
        if (all.Count == 0)
            return null;
        var chosen = all.OrderBy(media => media.Kind).ThenBy(media => Bare(media.MediaType) == "application/json" ? 0 : 1).First();
        return chosen with { MediaType = Sent(chosen.Kind, chosen.MediaType) };
    }

    private static BodyKind KindOf(string mediaType) => Bare(mediaType) switch
    {
        _ when IsJson(mediaType) => BodyKind.Json,
        "*/*" or "application/*" => BodyKind.Json,
        "application/x-www-form-urlencoded" => BodyKind.Form,
        "multipart/form-data" => BodyKind.Multipart,
        _ when IsText(mediaType) => BodyKind.Text,
        _ => BodyKind.Bytes,
    };

    private static string Sent(BodyKind kind, string mediaType) => mediaType.Contains('*', StringComparison.Ordinal)
        ? kind switch { BodyKind.Json => "application/json", BodyKind.Text => "text/plain", _ => "application/octet-stream" }
        : mediaType;

    private static string Bare(string mediaType) => mediaType.Split(';')[0].Trim().ToLowerInvariant();
}
