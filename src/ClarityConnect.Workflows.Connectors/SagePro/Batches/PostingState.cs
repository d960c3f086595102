using System.Text.Json.Serialization;

namespace ClarityConnect.Workflows.Connectors.SagePro.Batches;

/// <summary>Where a batch stands on its way into Sage Pro.</summary>
public sealed record PostingState
{
    /// <summary>It is in the staging tables, and Sage Pro's side has not taken it yet.</summary>
    public const string Delivered = "delivered";

    /// <summary>Sage Pro's side has begun with it.</summary>
    public const string Claimed = "claimed";

    /// <summary>Sage Pro's side tries again later.</summary>
    public const string Retry = "retry";

    /// <summary>It is in Sage Pro's books.</summary>
    public const string Posted = "posted";

    /// <summary>Sage Pro's side refused it; nothing of it is in the books.</summary>
    public const string Rejected = "rejected";

    /// <summary>It was taken back before Sage Pro's side began with it.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>Our reference.</summary>
    [JsonPropertyName("extRef")]
    public string Reference { get; init; } = "";

    /// <summary>One of the constants.</summary>
    public string Status { get; init; } = "";

    /// <summary>Why it was refused, such as "GL_ACCOUNT_NOT_FOUND"; null where it was not.</summary>
    public string? Code { get; init; }

    /// <summary>The same in words.</summary>
    public string? Text { get; init; }

    /// <summary>Sage Pro's own number of it; null before it is posted.</summary>
    [JsonPropertyName("proRef")]
    public string? SageProNumber { get; init; }

    /// <summary>The customer's number; null for other kinds.</summary>
    [JsonPropertyName("custno")]
    public string? CustomerNumber { get; init; }

    /// <summary>How often it was delivered.</summary>
    public int Attempts { get; init; }

    /// <summary>Whether nothing of it is or will be in the books, so that it may be sent again.</summary>
    [JsonIgnore]
    public bool IsGivenUp => Status is Rejected or Cancelled;
}
