using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Connectors.Opayo.Payments;

/// <summary>What the shop knows of the customer's browser; the bank judges by it whether it asks for 3-D Secure.</summary>
public sealed record ShopperBrowser
{
    /// <summary>The shop's address to which the bank's page posts the response to a challenge.</summary>
    public string NotificationUrl { get; init; } = "";

    /// <summary>The customer's IP address.</summary>
    public string Ip { get; init; } = "";

    /// <summary>The browser's Accept header. Default "text/html".</summary>
    public string AcceptHeader { get; init; } = "text/html";

    /// <summary>Whether it runs JavaScript. Default true.</summary>
    public bool JavaScriptEnabled { get; init; } = true;

    /// <summary>Whether it runs Java. Default false.</summary>
    public bool JavaEnabled { get; init; }

    /// <summary>Its language, such as "en-GB", which is the default.</summary>
    public string Language { get; init; } = "en-GB";

    /// <summary>Bits per pixel. Default "24".</summary>
    public string ColorDepth { get; init; } = "24";

    /// <summary>The screen's height in pixels. Default "1080".</summary>
    public string ScreenHeight { get; init; } = "1080";

    /// <summary>The screen's width in pixels. Default "1920".</summary>
    public string ScreenWidth { get; init; } = "1920";

    /// <summary>Minutes west of UTC, as JavaScript's getTimezoneOffset gives them. Default "0".</summary>
    public string TimeZoneOffset { get; init; } = "0";

    /// <summary>The User-Agent header.</summary>
    public string UserAgent { get; init; } = "Mozilla/5.0";

    /// <summary>"Small", "Medium", "Large", "ExtraLarge" or "FullScreen". Default "Medium".</summary>
    public string ChallengeWindowSize { get; init; } = "Medium";

    /// <summary>The customer's account at the shop; null for none.</summary>
    public string? AccountId { get; init; }

    /// <summary>What is bought, in the words of 3-D Secure. Default "GoodsAndServicePurchase".</summary>
    public string TransactionType { get; init; } = "GoodsAndServicePurchase";

    internal JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["notificationURL"] = NotificationUrl,
            ["browserIP"] = Ip,
            ["browserAcceptHeader"] = AcceptHeader,
            ["browserJavascriptEnabled"] = JavaScriptEnabled,
            ["browserJavaEnabled"] = JavaEnabled,
            ["browserLanguage"] = Language,
            ["browserColorDepth"] = ColorDepth,
            ["browserScreenHeight"] = ScreenHeight,
            ["browserScreenWidth"] = ScreenWidth,
            ["browserTZ"] = TimeZoneOffset,
            ["browserUserAgent"] = UserAgent,
            ["challengeWindowSize"] = ChallengeWindowSize,
            ["transType"] = TransactionType,
        };
        if (!string.IsNullOrEmpty(AccountId))
            json["acctID"] = AccountId;
        return json;
    }
}
