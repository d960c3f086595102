using System.Security.Cryptography;
using System.Text;
using ClarityConnect.Workflows.Engine.Definitions;
using Microsoft.AspNetCore.Http;

namespace ClarityConnect.Workflows.Studio.Events;

/// <summary>By what an event is known again: the sender's id of the event, else the Idempotency-Key of the request.</summary>
/// <param name="Source">Within what the id is unique.</param>
/// <param name="Id">The id; null for an event that is always new.</param>
internal sealed record EventIdentity(string Source, string? Id)
{
    /// <summary>How many characters an id or a key may have.</summary>
    private const int MaxLength = 200;

    /// <exception cref="DefinitionInvalidException">The id or the key is too long.</exception>
    public static EventIdentity Of(string eventName, string? eventId, HttpRequest request)
    {
        var key = request.Headers["Idempotency-Key"].ToString();
        ThrowIfLong(eventId, "eventId");
        ThrowIfLong(key, "Idempotency-Key header");
        if (eventId is not null || key.Length == 0)
            return new EventIdentity("api:events", eventId);
        return new EventIdentity("api:events:key", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{eventName}\n{key}"))));
    }

    private static void ThrowIfLong(string? value, string what)
    {
        if (value?.Length > MaxLength)
            throw new DefinitionInvalidException($"The request's {what} has {value.Length} characters; at most {MaxLength} are taken.");
    }
}
