using System.Text;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Canonical.Contacts;

namespace ClarityConnect.Workflows.Engine.Duplicates;

/// <summary>What of a customer record is compared, in a form in which equal things are written equally.</summary>
internal sealed class CustomerProfile
{
    private const int TailLength = 7;
    private const int ShortestLocalPart = 6;

    private static readonly HashSet<string> Roles =
        ["accounts", "admin", "billing", "contact", "customerservice", "enquiries", "finance", "hello", "info", "invoices", "noreply", "no-reply", "office", "orders", "purchasing", "reception", "sales", "support"];

    private static readonly HashSet<string> LegalForms =
        ["and", "co", "company", "corp", "corporation", "gmbh", "group", "inc", "incorporated", "limited", "llc", "llp", "ltd", "plc", "the", "uk", "usa"];

    private CustomerProfile(Customer customer, string? defaultCountry)
    {
        First = Words(customer.FirstName);
        Last = Words(customer.LastName);
        Company = string.Join(' ', Words(customer.Company).Split(' ').Where(word => !LegalForms.Contains(word)));
        Email = EmailAddresses.KeyOf(customer.Email);
        if (Email is not null && Email.IndexOf('@', StringComparison.Ordinal) is >= ShortestLocalPart and var at && !Roles.Contains(Email[..at]))
            EmailLocalPart = Email[..at];
        var address = customer.BillingAddress ?? customer.ShippingAddress;
        var country = Countries.CodeOf(address?.CountryCode ?? defaultCountry);
        Phones = new[] { customer.Phone, customer.Mobile }
            .Select(phone => PhoneNumbers.Normalise(phone, country))
            .Where(phone => phone.IsValid).Select(phone => phone.Number!).Distinct().ToArray();
        PhoneTails = new[] { customer.Phone, customer.Mobile }.Select(Tail).OfType<string>().Distinct().ToArray();
        PostalCode = PostalCodes.Normalise(address?.PostalCode, country)?.Replace(" ", "", StringComparison.Ordinal);
        if (PostalCode?.Length > 5 && PostalCode[5] == '-')
            PostalCode = PostalCode[..5];
        Street = Words(address?.Line1);
        House = Street.Split(' ').FirstOrDefault(word => word.Length > 0 && char.IsAsciiDigit(word[0]));
    }

    public string First { get; }

    public string Last { get; }

    public string Company { get; }

    public string? Email { get; }

    public string? EmailLocalPart { get; }

    public IReadOnlyList<string> Phones { get; }

    public IReadOnlyList<string> PhoneTails { get; }

    public string? PostalCode { get; }

    public string Street { get; }

    public string? House { get; }

    public bool IsPerson => Last.Length > 0;

    public bool IsNameless => Last.Length == 0 && First.Length == 0 && Company.Length == 0;

    public static CustomerProfile Of(Customer customer, string? defaultCountry) => new(customer, defaultCountry);

    /// <summary>Keys that records of one customer have in common for certain unless somebody else has the same address or number.</summary>
    public IEnumerable<string> ExactKeys()
    {
        if (Email is not null)
            yield return $"e{Email}";
        foreach (var phone in Phones)
            yield return $"p{phone}";
    }

    /// <summary>Keys of which records of one customer have at least one in common in spite of mistakes, and few others have the same.</summary>
    public IEnumerable<string> LooseKeys()
    {
        foreach (var tail in PhoneTails)
            yield return $"t{tail}";
        if (EmailLocalPart is not null)
            yield return $"l{EmailLocalPart}";
        if (PostalCode is null)
            yield break;
        if (House is not null)
            yield return $"h{PostalCode}{House}";
        foreach (var name in new[] { Last, First, Company })
        {
            if (name.Length > 1)
                yield return $"n{PostalCode}{Sound(name)}";
        }
    }

    /// <summary>Small letters and digits without accents, one space between words.</summary>
    private static string Words(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "";
        var words = new StringBuilder(text.Length);
        foreach (var character in PlainLetters.Of(text))
        {
            if (char.IsLetterOrDigit(character))
                words.Append(char.ToLowerInvariant(character));
            else if (character is not ('\'' or '’' or '.') && words.Length > 0 && words[^1] != ' ')
                words.Append(' ');
        }

        return words.ToString().TrimEnd();
    }

    private static string? Tail(string? phone)
    {
        if (phone is null)
            return null;
        var digits = new string([.. phone.Where(char.IsAsciiDigit)]);
        return digits.Length >= TailLength ? digits[^TailLength..] : null;
    }

    /// <summary>The first letter and the consonants that follow by their sound, as Soundex has it.</summary>
    private static string Sound(string name)
    {
        Span<char> code = ['0', '0', '0', '0'];
        code[0] = name[0];
        var (length, last) = (1, Class(name[0]));
        for (var i = 1; i < name.Length && length < code.Length; i++)
        {
            var sound = Class(name[i]);
            if (sound != '0' && sound != last)
                code[length++] = sound;
            if (name[i] is not ('h' or 'w'))
                last = sound;
        }

        return new string(code);
    }

    private static char Class(char letter) => letter switch
    {
        'b' or 'f' or 'p' or 'v' => '1',
        'c' or 'g' or 'j' or 'k' or 'q' or 's' or 'x' or 'z' => '2',
        'd' or 't' => '3',
        'l' => '4',
        'm' or 'n' => '5',
        'r' => '6',
        _ => '0',
    };
}
