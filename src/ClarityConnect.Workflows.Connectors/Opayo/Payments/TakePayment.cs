using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors.Opayo.Pi;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Opayo.Payments;

/// <summary>Takes a card payment, or holds or checks only. The card was registered at Opayo by the customer's browser; no card number comes here.</summary>
[Activity("ClarityConnect.Opayo", "Opayo", "Takes a card payment at Opayo, or only holds the money or checks the card. The same merchant reference is never charged twice.", DisplayName = "Take payment")]
[FlowNode(PaymentOutcomes.Paid, PaymentOutcomes.Authorised, PaymentOutcomes.Authenticated, PaymentOutcomes.NeedsThreeDSecure, PaymentOutcomes.Declined, PaymentOutcomes.Cancelled)]
public sealed class TakePayment : PiTransactionActivity<Payment>
{
    /// <summary>What is done with the card.</summary>
    [Input(DisplayName = "Transaction type", Description = "Payment takes the money. Deferred only holds it, until it is released once or aborted. Authenticate only checks the card, for later authorisations.", UIHint = "dropdown", Options = ["Payment", "Deferred", "Authenticate"], Order = 1)]
    public Input<string> TransactionType { get; set; } = new("Payment");

    /// <summary>The key with which the browser registered the card.</summary>
    [Input(DisplayName = "Merchant session key", Description = "The key with which the customer's browser registered the card; comes with the order. Empty only for a stored card that is charged without the customer.", Order = 20)]
    public Input<string> MerchantSessionKey { get; set; } = new();

    /// <summary>Opayo's name for the card.</summary>
    [Input(DisplayName = "Card identifier", Description = "Opayo's name for the card, which the browser got, or that of a stored card. Never a card number.", IsRequired = true, Order = 21)]
    public Input<string> CardIdentifier { get; set; } = new();

    /// <summary>Whether the identifier is of a card that Opayo stores.</summary>
    [Input(DisplayName = "Stored card", Description = "Whether the card identifier is that of a card that Opayo has stored.", Order = 22)]
    public Input<bool> StoredCard { get; set; } = new();

    /// <summary>Whether Opayo is to store the card.</summary>
    [Input(DisplayName = "Store the card", Description = "Whether Opayo is to store the card for later payments; its identifier then comes back as 'storedCard' in the details.", Order = 23)]
    public Input<bool> SaveCard { get; set; } = new();

    /// <summary>Who pays.</summary>
    [Input(Description = "Who pays: { firstName, lastName, email, phone, billingAddress }. Opayo wants the names and the billing address.", Order = 30)]
    public Input<Customer?> Customer { get; set; } = new();

    /// <summary>Where the card's statements go.</summary>
    [Input(DisplayName = "Billing address", Description = "Where the card's statements go: { line1, city, postalCode, countryCode }. Empty: the customer's.", Order = 31)]
    public Input<Address?> BillingAddress { get; set; } = new();

    /// <summary>Where the goods go.</summary>
    [Input(DisplayName = "Shipping address", Description = "Where the goods go; empty: the customer's, or none.", Order = 32)]
    public Input<Address?> ShippingAddress { get; set; } = new();

    /// <summary>The customer's browser.</summary>
    [Input(DisplayName = "Customer's browser", Description = "For shop payments: { notificationUrl, ip, acceptHeader, userAgent, language, screenWidth, screenHeight, colorDepth, timeZoneOffset }. notificationUrl is the shop's address to which the bank's page returns. Empty for mail and telephone orders.", Order = 33)]
    public Input<ShopperBrowser?> Browser { get; set; } = new();

    /// <summary>How the order came.</summary>
    [Input(DisplayName = "Entry method", Description = "How the order came: Ecommerce, MailOrder or TelephoneOrder.", UIHint = "dropdown", Options = ["Ecommerce", "MailOrder", "TelephoneOrder"], Order = 34)]
    public Input<string> EntryMethod { get; set; } = new("Ecommerce");

    /// <summary>A text for the settlement.</summary>
    [Input(DisplayName = "Settlement reference", Description = "At most 30 characters, shown in the settlement, such as the order's number.", Order = 35)]
    public Input<string> SettlementReference { get; set; } = new();

    /// <summary>Whether 3-D Secure is applied.</summary>
    [Input(DisplayName = "3-D Secure", Description = "UseMSPSetting follows the rules in MyOpayo. Force helps after a soft decline.", Category = "Advanced", UIHint = "dropdown", Options = ["UseMSPSetting", "Force", "Disable", "ForceIgnoringRules"], Order = 210)]
    public Input<string> ApplyThreeDSecure { get; set; } = new("UseMSPSetting");

    /// <summary>Whether address and security code are checked.</summary>
    [Input(DisplayName = "Address and code checks", Description = "UseMSPSetting follows the rules in MyOpayo.", Category = "Advanced", UIHint = "dropdown", Options = ["UseMSPSetting", "Force", "Disable", "ForceIgnoringRules"], Order = 211)]
    public Input<string> ApplyAddressChecks { get; set; } = new("UseMSPSetting");

    /// <summary>Who started it, for stored cards.</summary>
    [Input(DisplayName = "Stored card rules", Description = "For stored cards, in Opayo's words: { cofUsage: 'First' or 'Subsequent', initiatedType: 'CIT' or 'MIT', mitType: 'Unscheduled' }. Empty: left out.", Category = "Advanced", Order = 212)]
    public Input<JsonElement?> CredentialType { get; set; } = new();

    /// <summary>The bank's page for the challenge.</summary>
    [Output(DisplayName = "Challenge address", Description = "At 'Needs 3-D Secure': the bank's page to which the browser posts 'creq'.")]
    public Output<string> AcsUrl { get; set; } = new();

    /// <summary>What the browser posts there.</summary>
    [Output(DisplayName = "Challenge request", Description = "At 'Needs 3-D Secure': what the browser posts to the bank's page as 'creq'.")]
    public Output<string> ChallengeRequest { get; set; } = new();

    private protected override TransactionRequest Request(ActivityExecutionContext context, TransactionRequest common)
    {
        var type = context.Get(TransactionType) is { Length: > 0 } given ? given : "Payment";
        if (type is not ("Payment" or "Deferred" or "Authenticate"))
            throw new ActivityException(FailureKind.InvalidData, $"The transaction type '{type}' is not one of Payment, Deferred and Authenticate. Repeats, refunds and authorisations have activities of their own.");
        var members = new JsonObject { ["paymentMethod"] = new JsonObject { ["card"] = Card(context) } };
        ShopperJson.Add(members, context.Get(Customer), context.Get(BillingAddress), context.Get(ShippingAddress));
        var entry = Or(context.Get(EntryMethod), "Ecommerce");
        members["entryMethod"] = entry;
        members["apply3DSecure"] = Or(context.Get(ApplyThreeDSecure), "UseMSPSetting");
        if (Or(context.Get(ApplyAddressChecks), "UseMSPSetting") is var checks and not "UseMSPSetting")
            members["applyAvsCvcCheck"] = checks;
        if (context.Get(SettlementReference) is { Length: > 0 } settlement)
        {
            members["settlementReferenceText"] = settlement.Length <= 30
                ? settlement
                : throw new ActivityException(FailureKind.InvalidData, $"The settlement reference '{settlement}' has {settlement.Length} characters; Opayo takes 30.");
        }

        if (context.Get(Browser) is { } browser)
            members["strongCustomerAuthentication"] = browser.ToJson();
        if (context.Get(CredentialType) is { ValueKind: JsonValueKind.Object } credential)
            members["credentialType"] = JsonObject.Create(credential);
        return common with { TransactionType = type, Members = members };
    }

    private protected override Payment ToResult(ActivityExecutionContext context, OpayoTransaction transaction) => transaction.ToPayment();

    // Where a challenge was asked for and its answer was lost, the bank's page is lost too: nobody can go on from there.
    private protected override string? OutcomeOf(OpayoTransaction transaction) =>
        transaction is { Status: PaymentStatus.RequiresAction, AcsUrl: null } ? null : PaymentOutcomes.Of(transaction.Status);

    private protected override void SetMore(ActivityExecutionContext context, OpayoTransaction transaction)
    {
        context.Set(AcsUrl, transaction.AcsUrl);
        context.Set(ChallengeRequest, transaction.ChallengeRequest);
    }

    private JsonObject Card(ActivityExecutionContext context)
    {
        var identifier = context.GetRequired(CardIdentifier).Trim();
        if (identifier.Length >= 12 && identifier.All(character => char.IsAsciiDigit(character) || character is ' '))
            throw new ActivityException(FailureKind.InvalidData, "The card identifier looks like a card number. Card numbers never go through a workflow: let the customer's browser register the card at Opayo and pass the identifier on.");
        var card = new JsonObject();
        var isStored = context.Get(StoredCard);
        if (context.Get(MerchantSessionKey) is { Length: > 0 } key)
            card["merchantSessionKey"] = key.Trim();
        else if (!isStored)
            throw new ActivityException(FailureKind.InvalidData, "The input 'Merchant session key' is empty. It comes with the order, from the browser that registered the card.");
        card["cardIdentifier"] = identifier;
        if (isStored)
            card["reusable"] = true;
        else
            card["save"] = context.Get(SaveCard);
        return card;
    }

    private static string Or(string? given, string otherwise) => string.IsNullOrWhiteSpace(given) ? otherwise : given.Trim();
}
