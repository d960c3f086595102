using ClarityConnect.Workflows.Studio.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace ClarityConnect.Workflows.Studio.Package;

/// <summary>Sends the files that the designer's pages load: compressed where the browser takes it, and kept by the browser as long as is right.</summary>
internal static class StudioFileEndpoint
{
    private const string ForEver = "private, max-age=31536000, immutable";
    private const string AskFirst = "private, no-cache";

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapMethods("/studio/{**address}", [HttpMethods.Get, HttpMethods.Head], Answer)
        .RequireAuthorization(AccessPolicy.Viewer)
        .ExcludeFromDescription();

    private static IResult Answer(string address, HttpContext context, StudioFiles files)
    {
        if (files.Find(address) is not { } file)
            return Results.Text("There is no such file of the designer.", statusCode: StatusCodes.Status404NotFound);
        var headers = context.Response.Headers;
        var brotli = file.BrotliPath is not null && TakesBrotli(context.Request);
        headers.CacheControl = file.IsHashNamed ? ForEver : AskFirst;
        if (file.BrotliPath is not null)
            headers.Vary = HeaderNames.AcceptEncoding;
        if (brotli)
            headers.ContentEncoding = "br";
        return Results.File(brotli ? file.BrotliPath! : file.Path, file.ContentType, entityTag: file.Tag(brotli), enableRangeProcessing: true);
    }

    private static bool TakesBrotli(HttpRequest request) => request.GetTypedHeaders().AcceptEncoding
        .FirstOrDefault(encoding => encoding.Value.Equals("br", StringComparison.OrdinalIgnoreCase)) is { Quality: not 0 };
}
