using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Connectors.Intacct.Writes;

/// <summary>A write as a request of the REST API.</summary>
/// <param name="Method">POST or PATCH.</param>
/// <param name="Path">The path below the API's address, such as "objects/general-ledger/journal-entry".</param>
/// <param name="Body">The object.</param>
internal sealed record RestWrite(HttpMethod Method, string Path, JsonObject Body)
{
    /// <summary>Creates an object.</summary>
    public static RestWrite Create(string objectName, JsonObject body) => new(HttpMethod.Post, $"objects/{objectName}", body);

    /// <summary>Changes an object.</summary>
    public static RestWrite Change(string objectName, string key, JsonObject body) => new(HttpMethod.Patch, $"objects/{objectName}/{Uri.EscapeDataString(key)}", body);
}
