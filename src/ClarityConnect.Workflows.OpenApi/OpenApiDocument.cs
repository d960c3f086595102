using System.Text.Json;
using ClarityConnect.Workflows.OpenApi.Documents;
using ClarityConnect.Workflows.OpenApi.Operations;
using ClarityConnect.Workflows.OpenApi.Security;

namespace ClarityConnect.Workflows.OpenApi;

/// <summary>A description of an API by OpenAPI 3.0 or 3.1, in JSON or YAML. Nothing outside of it is read.</summary>
public sealed class OpenApiDocument
{
    /// <summary>The largest file that is read: 20 MiB.</summary>
    public const int MaxBytes = 20 * 1024 * 1024;

    private readonly Lazy<IReadOnlyList<ApiOperation>> operations;

    private OpenApiDocument(JsonElement json)
    {
        Root = new OpenApiPlace(this, "#", json);
        operations = new Lazy<IReadOnlyList<ApiOperation>>(() => OperationReader.Read(this));
    }

    /// <summary>The API's name.</summary>
    public string Title => Info("title") is { Length: > 0 } title ? title : "API";

    /// <summary>The API's version, as the document writes it.</summary>
    public string Version => Info("version") ?? "";

    /// <summary>What the API is for, in Markdown; null where the document does not say it.</summary>
    public string? Description => Info("summary") ?? Info("description");

    /// <summary>All operations in the document's order, those that cannot be used too, with the reason.</summary>
    public IReadOnlyList<ApiOperation> Operations => operations.Value;

    /// <summary>Whether it says how the API wants to know who calls.</summary>
    public bool DescribesCallers => SecurityScheme.All(this).Count > 0;

    internal OpenApiPlace Root { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <exception cref="OpenApiRefusedException">It is no OpenAPI 3 document, or too large.</exception>
    public static OpenApiDocument Read(ReadOnlyMemory<byte> file)
    {
        var json = OpenApiText.Read(file);
        var document = new OpenApiDocument(json);
        if (json.ValueKind != JsonValueKind.Object)
            throw new OpenApiRefusedException("The file is no description of an API: it holds no object. Choose the OpenAPI document, often called openapi.json or openapi.yaml.");
        if (document.Root.Text("swagger") is { } old)
            throw new OpenApiRefusedException($"The document is written in Swagger {old}. Ask for the OpenAPI 3 document, or convert it, and choose that.");
        var version = json.TryGetProperty("openapi", out var said) ? said.ToString() : null;
        if (version is null)
            throw new OpenApiRefusedException("The file has no member 'openapi', so it is no OpenAPI document. Choose the document itself, often called openapi.json or openapi.yaml.");
        if (version is not "3" && !version.StartsWith("3.", StringComparison.Ordinal))
            throw new OpenApiRefusedException($"#/openapi: the document is written in OpenAPI {version}. Versions 3.0 and 3.1 can be read.");
        if (document.Operations.Count == 0)
            throw new OpenApiRefusedException("#/paths: the document describes no operation. If it is divided into several files, bundle them into one.");
        return document;
    }

    /// <summary>Reads a file from a stream, and no more of it than <see cref="MaxBytes"/>.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="OpenApiRefusedException">It is no OpenAPI 3 document, or too large.</exception>
    public static async Task<OpenApiDocument> ReadAsync(Stream file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        using var read = new MemoryStream();
        var chunk = new byte[81920];
        for (int count; (count = await file.ReadAsync(chunk, cancellationToken)) > 0;)
        {
            read.Write(chunk, 0, count);
            if (read.Length > MaxBytes)
                break;
        }

        return await Task.Run(() => Read(read.GetBuffer().AsMemory(0, (int)read.Length)), cancellationToken);
    }

    /// <summary>What a reference means.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="from">Where it stands.</param>
    /// <exception cref="OpenApiRefusedException">It leads nowhere, or out of the document.</exception>
    internal OpenApiPlace Find(string reference, string from)
    {
        if (reference is not ['#', ..])
            throw new OpenApiRefusedException($"{from}: the reference '{Shortened(reference)}' leads out of the document. Nothing else is fetched: bundle everything into one file.");
        var place = Root;
        if (reference.Length == 1)
            return place;
        if (reference[1] != '/')
            throw new OpenApiRefusedException($"{from}: the reference '{Shortened(reference)}' names an anchor. Write it as a path, such as #/components/schemas/Pet.");
        foreach (var part in reference[2..].Split('/'))
        {
            var name = Uri.UnescapeDataString(part).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            JsonElement next;
            if (place.Json.ValueKind == JsonValueKind.Array && int.TryParse(name, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var index) && index < place.Json.GetArrayLength())
                next = place.Json[index];
            else if (place.Json.ValueKind != JsonValueKind.Object || !place.Json.TryGetProperty(name, out next))
                throw new OpenApiRefusedException($"{from}: the reference '{Shortened(reference)}' leads nowhere.");
            place = place with { Json = next };
        }

        return place with { Pointer = reference };
    }

    private string? Info(string name) => Root.TryRaw("info", out var info) ? info.TryRaw(name, out var member) ? member.Json.ToString() : null : null;

    private static string Shortened(string text) => text.Length <= 200 ? text : text[..200] + "…";
}
