using System.Text.Json.Serialization;

namespace ClarityConnect.Workflows.Engine.Connections;

/// <summary>Whether calls of a connection go through.</summary>
public enum ConnectionStatus
{
    /// <summary>Nothing is known that keeps calls from going through.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>The vendor takes no more calls for a while (HTTP 429) and has accepted none since.</summary>
    [JsonStringEnumMemberName("heldBack")]
    HeldBack,

    /// <summary>Nearly all calls failed, so the circuit breaker holds them back and tries one every few seconds.</summary>
    [JsonStringEnumMemberName("notAnswering")]
    NotAnswering,
}
