using System;
using System.IO;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.OpenApi.Calls;

/// <summary>What came back, read to its end.</summary>
public sealed class ApiAnswer
{
    /// <summary>The most bytes of an answer that are read: 32 MiB.</summary>
    public const int MaxBytes = 32 * 1024 * 1024;

    private readonly ApiRequest request;
    private readonly byte[] body;
    private readonly Encoding encoding;

    internal ApiAnswer(ApiRequest request, int status, byte[] body, string? charset)
    {
        (this.request, Status, this.body) = (request, status, body);
        encoding = charset?.Trim('"').ToUpperInvariant() is "ISO-8859-1" or "LATIN1" or "WINDOWS-1252" ? Encoding.Latin1 : Encoding.UTF8;
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>The API's own words, where it said no.</summary>
    public string? Problem => ApiFailure.WordsOf(body);

    /// <summary>Reads the body as JSON; the default where there is none.</summary>
    /// <typeparam name="T">What the description of the API promises.</typeparam>
    /// <exception cref="ActivityException">It is something else.</exception>
    public T? Read<T>()
    {
        if (body.Length == 0 || Status is 204 or 205)
            return default;
        try
        {
            return JsonSerializer.Deserialize<T>(body, ApiJson.Options);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException)
        {
            var isQuestion = request.Method == HttpMethod.Get || request.Method == HttpMethod.Head || request.Method == HttpMethod.Options;
            throw new ActivityException(
                isQuestion ? FailureKind.InvalidData : FailureKind.OutcomeUnknown,
                $"'{request.Method} {request.Template}' was answered with {Status}, and the answer is not what the description of the API promises: {exception.Message}{(isQuestion ? "" : " It may well have been done: look there before it is sent again.")}",
                exception);
        }
    }

    /// <summary>The failure that an answer is which the step cannot go on from after all.</summary>
    public ActivityException Rejected() => new(FailureKind.Rejected, $"The answer to '{request.Method} {request.Template}' was {Status}. Check the values of the step, and the address of the connection.") { VendorMessage = Problem };

    /// <summary>The body as text.</summary>
    public string Text() => encoding.GetString(body);

    /// <summary>The body as it came.</summary>
    public byte[] Bytes() => body;

    internal static async Task<byte[]> BodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var read = new MemoryStream();
        var chunk = new byte[81920];
        for (int count; (count = await stream.ReadAsync(chunk, cancellationToken)) > 0;)
        {
            if (read.Length + count > MaxBytes)
                throw new ActivityException(FailureKind.InvalidData, $"The answer has more than {MaxBytes / 1024 / 1024} MiB, and no more of it was read. Ask for less.");
            read.Write(chunk, 0, count);
        }

        return read.ToArray();
    }
}
