using ClarityConnect.Workflows.OpenApi.Code;
using ClarityConnect.Workflows.OpenApi.Documents;

namespace ClarityConnect.Workflows.OpenApi.Security;

/// <summary>A way to say who calls.</summary>
/// <param name="Name">Its name in the document.</param>
/// <param name="Kind">How it is done.</param>
/// <param name="Description">What the document says of it.</param>
internal sealed record SecurityScheme(string Name, SecurityKind Kind, string? Description)
{
    /// <summary>header, query or cookie, for a key.</summary>
    public string In { get; init; } = "header";

    /// <summary>What the key is called there.</summary>
    public string Parameter { get; init; } = "";

    /// <summary>Where tokens are given.</summary>
    public string TokenAddress { get; init; } = "";

    /// <summary>What tokens can allow.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The ways of a document that can be gone.</summary>
    /// <param name="document">The document.</param>
    public static IReadOnlyDictionary<string, SecurityScheme> All(OpenApiDocument document)
    {
        var all = new Dictionary<string, SecurityScheme>(StringComparer.Ordinal);
        if (!document.Root.Try("components", out var components))
            return all;
        foreach (var (name, place) in components.Members("securitySchemes"))
        {
            try
            {
                if (Read(name, place.Followed()) is { } scheme)
                    all[name] = scheme;
            }
            catch (OpenApiRefusedException)
            {
                // Operations that need it say that it is missing.
            }
        }

        return all;
    }

    /// <summary>What an operation needs, without the alternatives that cannot be had.</summary>
    /// <param name="place">The operation, or the document where the operation says nothing.</param>
    /// <param name="schemes">The ways that can be gone.</param>
    /// <exception cref="OpenApiRefusedException">None of them can be had.</exception>
    public static List<string[]> Requirements(OpenApiPlace place, IReadOnlyDictionary<string, SecurityScheme> schemes)
    {
        var all = place.Items("security").Select(alternative => alternative.Members().Select(scheme => scheme.Name).ToArray()).ToList();
        var possible = all.Where(alternative => alternative.All(schemes.ContainsKey)).ToList();
        return all.Count == 0 || possible.Count > 0
            ? possible
            : throw place.Refused($"it wants to know who calls by {CodeText.Line(string.Join(" or ", all.Select(alternative => string.Join(" and ", alternative))), 200)}, which cannot be done. Keys, user names with passwords, tokens and OAuth 2 with client credentials can.");
    }

    private static SecurityScheme? Read(string name, OpenApiPlace place)
    {
        var description = place.Text("description");
        switch (place.Text("type"))
        {
            case "apiKey" when place.Text("in") is "header" or "query" or "cookie" && place.Text("name") is { Length: > 0 } parameter && parameter.All(letter => letter is > ' ' and <= '~' and not (':' or ';' or '=' or ',')):
                return new SecurityScheme(name, SecurityKind.ApiKey, description) { In = place.Text("in")!, Parameter = parameter };
            case "http" when place.Text("scheme")?.ToUpperInvariant() == "BASIC":
                return new SecurityScheme(name, SecurityKind.Basic, description);
            case "http" when place.Text("scheme")?.ToUpperInvariant() == "BEARER":
            case "openIdConnect":
                return new SecurityScheme(name, SecurityKind.Bearer, description);
            case "oauth2" when place.Try("flows", out var flows):
                return flows.Try("clientCredentials", out var flow)
                    ? new SecurityScheme(name, SecurityKind.ClientCredentials, description) { TokenAddress = flow.Text("tokenUrl") ?? "", Scopes = [.. flow.Members("scopes").Select(scope => scope.Name)] }
                    : new SecurityScheme(name, SecurityKind.Bearer, description);
            default:
                return null;
        }
    }
}
