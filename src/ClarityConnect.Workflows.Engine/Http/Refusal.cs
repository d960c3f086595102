using Microsoft.AspNetCore.Http;

namespace ClarityConnect.Workflows.Engine.Http;

/// <summary>Why an endpoint does not take a request.</summary>
/// <param name="Outcome">The port that an endpoint with this outcome exposed is left by.</param>
/// <param name="StatusCode">What the caller gets otherwise.</param>
/// <param name="Detail">What is wrong, for the caller.</param>
internal sealed record Refusal(string Outcome, int StatusCode, string Detail)
{
    public const string RequestTooLarge = "Request too large";

    public const string FileTooLarge = "File too large";

    public const string InvalidFileExtension = "Invalid file extension";

    public const string InvalidFileMimeType = "Invalid file MIME type";

    /// <summary>Finds the first rule that a file breaks.</summary>
    /// <returns>The refusal; null if all files are welcome.</returns>
    public static Refusal? Of(IReadOnlyList<UploadedFile> files, EndpointSettings settings) =>
        files.Select(file => Of(file, settings)).FirstOrDefault(refusal => refusal is not null);

    public static Refusal TooLarge(long limit) =>
        new(RequestTooLarge, StatusCodes.Status413PayloadTooLarge, $"The request's body is larger than the {limit} bytes that this endpoint takes.");

    private static Refusal? Of(UploadedFile file, EndpointSettings settings)
    {
        var extension = Path.GetExtension(file.FileName).TrimStart('.');
        bool IsExtension(string given) => given.Trim().TrimStart('.').Equals(extension, StringComparison.OrdinalIgnoreCase);
        if (file.Length > settings.FileSizeLimit)
            return new Refusal(FileTooLarge, StatusCodes.Status413PayloadTooLarge, $"The file '{file.FileName}' has {file.Length} bytes; this endpoint takes at most {settings.FileSizeLimit}.");
        if ((settings.AllowedFileExtensions.Count > 0 && !settings.AllowedFileExtensions.Any(IsExtension)) || settings.BlockedFileExtensions.Any(IsExtension))
            return new Refusal(InvalidFileExtension, StatusCodes.Status415UnsupportedMediaType, $"This endpoint does not take files such as '{file.FileName}'.");
        if (settings.AllowedMimeTypes.Count > 0 && !settings.AllowedMimeTypes.Any(type => IsType(type.Trim(), file.ContentType)))
            return new Refusal(InvalidFileMimeType, StatusCodes.Status415UnsupportedMediaType, $"This endpoint does not take files of the type '{file.ContentType}', which '{file.FileName}' has.");
        return null;
    }

    private static bool IsType(string allowed, string type)
    {
        var plain = type.Split(';')[0].Trim();
        return allowed.EndsWith("/*", StringComparison.Ordinal)
            ? plain.StartsWith(allowed[..^1], StringComparison.OrdinalIgnoreCase)
            : plain.Equals(allowed, StringComparison.OrdinalIgnoreCase);
    }
}
