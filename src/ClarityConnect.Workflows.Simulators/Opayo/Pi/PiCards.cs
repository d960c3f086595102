using System.Globalization;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators.Wire;

namespace ClarityConnect.Workflows.Simulators.Opayo.Pi;

/// <summary>Session keys and cards, as a browser makes them. A card's number is looked at and forgotten.</summary>
internal sealed class PiCards(SimulatorOptions options, OpayoBooks books)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(400);
    private readonly Dictionary<string, DateTimeOffset?> _sessions = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, OpayoCard> _cards = new(StringComparer.OrdinalIgnoreCase);
    private int _last;

    public Answer CreateSession(string body)
    {
        var request = new PiRequest(body);
        if (request.Required("vendorName", 15) != options.OpayoVendor)
            request.Wrong(1009, "vendorName", "Contains invalid value");
        request.Check();
        var key = OpayoBooks.Id($"session {++_last} {books.Now:O}");
        _sessions[key] = books.Now + Lifetime;
        return Answer.Json(201, Session(key));
    }

    public Answer GetSession(string key) => IsOpen(key) ? Answer.Json(200, Session(key)) : throw PiRefusal.Single(404, 1006, "Merchant session key not found or expired");

    public Answer CreateCard(string sessionKey, string body)
    {
        if (!IsOpen(sessionKey))
            throw PiRefusal.Single(401, 1002, "Authentication failed");
        var request = new PiRequest(body);
        var holder = request.Required("cardDetails.cardholderName", 45);
        var number = request.Required("cardDetails.cardNumber", 20);
        var expiry = request.Required("cardDetails.expiryDate", 4);
        if (number.Length > 0 && !IsCardNumber(number))
            request.Wrong(1007, "cardDetails.cardNumber", "The card number has failed our validity checks and is invalid");
        request.Check();
        var card = new OpayoCard
        {
            MerchantSessionKey = sessionKey,
            CardIdentifier = OpayoBooks.Id($"card {++_last} {books.Now:O}"),
            Cardholder = holder,
            CardType = TypeOf(number),
            LastFourDigits = number[^4..],
            ExpiryDate = expiry,
            ExpiresAt = books.Now + Lifetime,
        };
        _cards[card.CardIdentifier!] = card;
        return Answer.Json(201, new JsonObject { ["cardIdentifier"] = card.CardIdentifier, ["expiry"] = PiJson.Moment(card.ExpiresAt.Value), ["cardType"] = card.CardType });
    }

    public Answer LinkSecurityCode(string sessionKey, string identifier, string body)
    {
        if (!IsOpen(sessionKey))
            throw PiRefusal.Single(401, 1002, "Authentication failed");
        if (books.FindCard(identifier) is null)
            throw PiRefusal.Fields([(1011, "cardIdentifier", "Merchant session key or card identifier invalid")]);
        var request = new PiRequest(body);
        request.Required("securityCode", 4);
        request.Check();
        return Answer.Empty(204);
    }

    /// <summary>Registers a card as if a browser had.</summary>
    public OpayoCard Add(OpayoCard card)
    {
        var added = card with
        {
            CardIdentifier = card.CardIdentifier ?? OpayoBooks.Id($"card {++_last}"),
            MerchantSessionKey = card.MerchantSessionKey ?? (card.Reusable ? null : OpayoBooks.Id($"session {++_last}")),
        };
        if (added.MerchantSessionKey is { } session)
            _sessions[session] = added.ExpiresAt;
        if (added.Reusable)
            books.Put(added);
        else
            _cards[added.CardIdentifier!] = added;
        return added;
    }

    /// <summary>The card of a request; notes what is wrong with it.</summary>
    public OpayoCard? Find(PiRequest request)
    {
        const string path = "paymentMethod.card";
        var session = request.Text($"{path}.merchantSessionKey");
        var identifier = request.Required($"{path}.cardIdentifier", 40);
        if (request.Flag($"{path}.reusable"))
        {
            if (books.FindCard(identifier) is { } stored && (session.Length == 0 || IsOpen(session)))
                return stored;
        }
        else if (request.Required($"{path}.merchantSessionKey", 40).Length > 0 && _cards.TryGetValue(identifier, out var card)
            && card.MerchantSessionKey == session && IsOpen(session) && (card.ExpiresAt is null || card.ExpiresAt > books.Now))
        {
            return card;
        }

        if (identifier.Length > 0)
            request.Wrong(1011, path, "Merchant session key or card identifier invalid");
        return null;
    }

    /// <summary>Ends the session of a card that was charged, and stores the card where that is wanted.</summary>
    public OpayoCard Use(OpayoCard card, bool save)
    {
        if (card.MerchantSessionKey is { } session && !card.Reusable)
            _sessions.Remove(session);
        if (card.Reusable || !save)
            return card;
        var stored = card with { Reusable = true, MerchantSessionKey = null, ExpiresAt = null };
        books.Put(stored);
        return stored;
    }

    private bool IsOpen(string key) => _sessions.TryGetValue(key, out var ends) && (ends is null || ends > books.Now);

    private JsonObject Session(string key) => new() { ["merchantSessionKey"] = key, ["expiry"] = PiJson.Moment(_sessions[key] ?? books.Now + Lifetime) };

    private static string TypeOf(string number) => number switch
    {
        ['3', '4' or '7', ..] => "AmericanExpress",
        ['5', ..] or ['2', ..] => "MasterCard",
        ['6', ..] => "Maestro",
        _ => "Visa",
    };

    private static bool IsCardNumber(string number)
    {
        if (number.Length is < 12 or > 19 || !number.All(char.IsAsciiDigit))
            return false;
        var sum = 0;
        for (var i = 0; i < number.Length; i++)
        {
            var digit = int.Parse(number.AsSpan(number.Length - 1 - i, 1), CultureInfo.InvariantCulture) * (i % 2 == 0 ? 1 : 2);
            sum += digit > 9 ? digit - 9 : digit;
        }

        return sum % 10 == 0;
    }
}
