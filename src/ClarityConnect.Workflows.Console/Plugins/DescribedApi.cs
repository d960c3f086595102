using System.IO.Compression;
using ClarityConnect.Workflows.Console.Imports;
using ClarityConnect.Workflows.OpenApi;
using ClarityConnect.Workflows.OpenApi.Operations;
using Microsoft.AspNetCore.Http;

namespace ClarityConnect.Workflows.Console.Plugins;

/// <summary>A description of an API between the page that shows its operations and the one that makes the plugin.</summary>
/// <param name="Document">The description.</param>
/// <param name="Carried">The file as it is carried in the form.</param>
internal sealed record DescribedApi(OpenApiDocument Document, string Carried)
{
    /// <summary>Reads what was uploaded, or what the form carries.</summary>
    /// <param name="form">The form.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="OpenApiRefusedException">It cannot be used.</exception>
    public static async Task<DescribedApi> ReadAsync(IFormCollection form, CancellationToken cancellationToken)
    {
        var carried = form["content"].ToString();
        if (carried.Length > 0)
        {
            var file = CarriedFile.Unpack(carried, OpenApiDocument.MaxBytes) ?? throw new OpenApiRefusedException("The form did not bring the file. Choose it again.");
            return new DescribedApi(await Task.Run(() => OpenApiDocument.Read(file), cancellationToken), carried);
        }

        if (form.Files.FirstOrDefault(file => file.Length > 0) is not { } upload)
            throw new OpenApiRefusedException("Choose the OpenAPI document, a .json or .yaml file.");
        using var content = new MemoryStream();
        if (upload.Length <= OpenApiDocument.MaxBytes)
            await upload.CopyToAsync(content, cancellationToken);
        else
            throw new OpenApiRefusedException($"The file has {upload.Length / 1024 / 1024} MiB; a description of an API may have {OpenApiDocument.MaxBytes / 1024 / 1024} MiB. Remove what is not needed of it, such as examples.");
        var document = await Task.Run(() => OpenApiDocument.Read(content.GetBuffer().AsMemory(0, (int)content.Length)), cancellationToken);
        var packed = CarriedFile.Pack(content.GetBuffer().AsSpan(0, (int)content.Length), CompressionLevel.Optimal);
        return packed.Length <= CarriedFile.MostCharacters
            ? new DescribedApi(document, packed)
            : throw new OpenApiRefusedException("The file is too large for this page. Install it by the command “plugin install … --openapi”.");
    }

    /// <summary>The operations by the groups that the document puts them in, those that a text is found in.</summary>
    /// <param name="text">The text; null for all.</param>
    public IEnumerable<IGrouping<string, ApiOperation>> Groups(string? text) => Document.Operations
        .Where(operation => Matches(operation, text?.Trim() ?? ""))
        .GroupBy(operation => operation.Tags is [var tag, ..] ? tag : "Others");

    private static bool Matches(ApiOperation operation, string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word =>
        operation.DisplayName.Contains(word, StringComparison.OrdinalIgnoreCase) || operation.Key.Contains(word, StringComparison.OrdinalIgnoreCase)
        || operation.Path.Contains(word, StringComparison.OrdinalIgnoreCase) || operation.Method.Equals(word, StringComparison.OrdinalIgnoreCase)
        || operation.Tags.Any(tag => tag.Contains(word, StringComparison.OrdinalIgnoreCase)));
}
