using System.Globalization;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Tests.Customers;

/// <summary>
/// Generates customers of whom a fifth of the records are duplicates, made as people make them: another spelling, a short name, a telephone number in
/// another form, a new e-mail address, a move. Among them are people who share a household's telephone, a few who share an e-mail address, and
/// duplicates that nobody could find. Equal seeds give equal customers.
/// </summary>
public sealed class LabelledCustomers
{
    private static readonly string[] FirstNames =
        ("James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica Thomas Sarah Christopher Karen Charles Lisa Daniel Nancy "
        + "Matthew Sandra Anthony Betty Mark Ashley Donald Emily Steven Kimberly Andrew Margaret Paul Donna Joshua Michelle Kenneth Carol Kevin Amanda Brian Melissa Timothy Deborah "
        + "Ronald Stephanie Edward Rebecca Jason Laura Jeffrey Helen Ryan Sharon Jacob Cynthia Gary Kathleen Nicholas Amy Eric Angela Jonathan Shirley Stephen Anna Larry Brenda Justin "
        + "Pamela Scott Emma Brandon Nicole Benjamin Samantha Samuel Katherine Gregory Christine Alexander Rachel Patrick Olivia Frank Janet Raymond Catherine Jack Maria Dennis Heather "
        + "Siobhan Aoife Niamh Oisin Cillian Priya Arjun Fatima Omar Mei Wei Yuki Björn Zoë Renée").Split(' ');

    private static readonly string[] ShortNames =
        ["Robert=Bob", "William=Bill", "Richard=Rick", "Elizabeth=Liz", "Katherine=Kate", "Michael=Mike", "James=Jim", "Thomas=Tom", "Jennifer=Jen", "Susan=Sue", "Samuel=Sam", "Edward=Ted", "Patricia=Pat", "Margaret=Maggie", "Christopher=Chris", "Matthew=Matt"];

    private static readonly string[] Starts = ["Ash", "Black", "Brad", "Can", "Carl", "Dal", "Ell", "Fair", "Gold", "Hart", "Holl", "Ken", "Lang", "Mac", "Marsh", "Nor", "Oak", "Pem", "Rich", "Sand", "Shel", "Stan", "Thorn", "Wal", "West", "Whit", "Wood", "Yard", "Brook", "Crom"];
    private static readonly string[] Ends = ["ley", "ton", "ford", "well", "ham", "wood", "field", "worth", "son", "man", "by", "ridge", "stone", "er", "ard", "combe", "low", "more", "ings", "burn"];
    private static readonly string[] Streets = ["High Street", "Station Road", "Church Lane", "Victoria Road", "Green Lane", "Manor Road", "Park Avenue", "Mill Lane", "Queens Road", "Kings Drive", "School Lane", "The Crescent", "Orchard Way", "Springfield Road", "Grange Close", "Elm Grove"];
    private static readonly string[] Domains = ["gmail.com", "outlook.com", "yahoo.co.uk", "btinternet.com", "icloud.com", "hotmail.com", "aol.com", "proton.me"];
    private static readonly string[] Trades = ["Plumbing", "Bakery", "Motors", "Interiors", "Catering", "Print Works", "Gardens", "Hardware", "Textiles", "Optics"];
    private static readonly string[] Areas = ["M", "LS", "B", "S", "L", "NG", "CF", "G", "BS", "SO", "RG", "OX", "CB", "YO", "EX", "NE"];

    private readonly List<LabelledCustomer> records = [];
    private ulong state;

    private LabelledCustomers(int seed) => state = (ulong)(uint)seed + 0x9E3779B97F4A7C15;

    /// <summary>Generates records.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Equal seeds give equal records.</param>
    public static IReadOnlyList<LabelledCustomer> Generate(int count, int seed)
    {
        var generator = new LabelledCustomers(seed);
        generator.Fill(count);
        return generator.records;
    }

    private void Fill(int count)
    {
        var people = new List<Customer>();
        while (records.Count < count)
        {
            if (people.Count > 20 && Chance(0.2))
            {
                var person = Next(people.Count);
                records.Add(new LabelledCustomer(Copy(people[person]), person));
                continue;
            }

            var customer = people.Count > 20 && Chance(0.03) ? Housemate(people[Next(people.Count)]) : Chance(0.12) ? Company() : Person();
            records.Add(new LabelledCustomer(customer with { CustomerId = $"C{records.Count.ToString(CultureInfo.InvariantCulture)}" }, people.Count));
            people.Add(customer);
        }
    }

    private Customer Person()
    {
        var (first, last) = (Pick(FirstNames), Surname());
        return new Customer { FirstName = first, LastName = last, Email = Chance(0.9) ? Email(first, last) : null, Phone = Chance(0.85) ? Landline() : null, Mobile = Chance(0.6) ? Mobile() : null, BillingAddress = Address() };
    }

    private Customer Company()
    {
        var name = $"{Surname()} {Pick(Trades)}";
        return new Customer { Company = $"{name} {(Chance(0.5) ? "Ltd" : "Limited")}", Email = $"{(Chance(0.5) ? "info" : "accounts")}@{name.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant()}{Next(1000)}.co.uk", Phone = Landline(), BillingAddress = Address() };
    }

    private Customer Housemate(Customer other)
    {
        var first = Pick(FirstNames);
        if (other.LastName is null || first == other.FirstName)
            return Person();
        // One household in fifty has one e-mail address as well.
        return other with { FirstName = first, Email = Chance(0.02) ? other.Email : Email(first, other.LastName), Mobile = Mobile() };
    }

    private Customer Copy(Customer original)
    {
        var kind = Next(100);
        var copy = kind switch
        {
            < 35 => original with { Phone = Rewritten(original.Phone), Mobile = null, BillingAddress = Chance(0.5) ? original.BillingAddress : null },
            < 65 => original with { Email = Chance(0.5) ? null : Email(original.FirstName ?? "office", original.LastName ?? "desk"), Phone = Rewritten(original.Phone), Mobile = Rewritten(original.Mobile) },
            < 78 => original with { Email = null, Phone = Landline(), Mobile = null },
            < 88 => original with { Email = null, Phone = Cut(original.Phone ?? original.Mobile), Mobile = null },
            < 98 => original with { Email = Elsewhere(original.Email), Phone = null, Mobile = null, BillingAddress = Chance(0.7) ? original.BillingAddress : Address() },
            _ => original with { Email = null, Phone = Landline(), Mobile = Mobile(), BillingAddress = Address() },
        };
        return copy with { CustomerId = $"C{records.Count.ToString(CultureInfo.InvariantCulture)}", FirstName = Variant(copy.FirstName), LastName = Misspelt(copy.LastName, 0.15), Company = Renamed(copy.Company), Email = Loud(copy.Email), BillingAddress = Sloppy(copy.BillingAddress) };
    }

    private string? Variant(string? first)
    {
        if (first is null)
            return null;
        if (Chance(0.15) && Array.Find(ShortNames, pair => pair.StartsWith($"{first}=", StringComparison.Ordinal)) is { } pair)
            return pair[(first.Length + 1)..];
        return Chance(0.05) ? $"{first[0]}." : Misspelt(first, 0.1);
    }

    private string? Misspelt(string? name, double chance)
    {
        if (name is null || name.Length < 4 || !Chance(chance))
            return Chance(0.1) ? name?.ToUpperInvariant() : name;
        var place = 1 + Next(name.Length - 2);
        return Next(3) switch
        {
            0 => name.Remove(place, 1),
            1 => name.Insert(place, name[place].ToString()),
            _ => $"{name[..place]}{name[place + 1]}{name[place]}{name[(place + 2)..]}",
        };
    }

    private string? Renamed(string? company) => company is null ? null : Chance(0.5) ? company.Replace(" Limited", "", StringComparison.Ordinal).Replace(" Ltd", " LTD.", StringComparison.Ordinal) : company;

    private string? Loud(string? email) => email is not null && Chance(0.2) ? $" {email.ToUpperInvariant()}" : email;

    /// <summary>A mailbox elsewhere: people keep their part before the @, companies their name.</summary>
    private string? Elsewhere(string? email)
    {
        if (email is null)
            return null;
        var parts = email.Split('@');
        return $"{(parts[0] is "info" or "accounts" ? parts[1][..^".co.uk".Length] : parts[0])}@{Pick(Domains)}";
    }

    private Address? Sloppy(Address? address) => address is null || !Chance(0.4) ? address
        : address with { Line1 = address.Line1!.Replace("Street", "St", StringComparison.Ordinal).Replace("Road", "Rd", StringComparison.Ordinal), PostalCode = address.PostalCode!.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant(), CountryCode = null };

    private string? Rewritten(string? phone) => phone is null ? null : Next(4) switch
    {
        0 => $"+44 {phone[1..]}",
        1 => phone.Replace(" ", "", StringComparison.Ordinal),
        2 => $"+44 (0){phone[1..]}",
        _ => $"0044{phone[1..].Replace(" ", "-", StringComparison.Ordinal)}",
    };

    /// <summary>The area code is missing, as people leave it out who live there.</summary>
    private string? Cut(string? phone) => phone is null ? Landline() : phone.Replace(" ", "", StringComparison.Ordinal)[4..];

    private string Surname() => Pick(Starts) + Pick(Ends);

    private string Email(string first, string last) =>
        $"{first}.{last}{Next(900).ToString(CultureInfo.InvariantCulture)}@{Pick(Domains)}".ToLowerInvariant().Replace("ö", "o", StringComparison.Ordinal).Replace("ë", "e", StringComparison.Ordinal).Replace("é", "e", StringComparison.Ordinal);

    private string Landline() => string.Create(CultureInfo.InvariantCulture, $"01{Digits(3)} {Digits(6)}");

    private string Mobile() => string.Create(CultureInfo.InvariantCulture, $"077{Digits(2)} {Digits(6)}");

    private string Digits(int count) => Next((int)Math.Pow(10, count)).ToString(CultureInfo.InvariantCulture).PadLeft(count, '0');

    private Address Address()
    {
        const string Inward = "ABDEFGHJLNPQRSTUWXYZ";
        return new Address
        {
            Line1 = $"{(1 + Next(150)).ToString(CultureInfo.InvariantCulture)} {Pick(Streets)}",
            City = Pick(Starts) + Pick(Ends),
            PostalCode = $"{Pick(Areas)}{(1 + Next(20)).ToString(CultureInfo.InvariantCulture)} {Next(10).ToString(CultureInfo.InvariantCulture)}{Inward[Next(20)]}{Inward[Next(20)]}",
            CountryCode = "GB",
        };
    }

    private T Pick<T>(T[] choices) => choices[Next(choices.Length)];

    private bool Chance(double share) => Next(1_000_000) < share * 1_000_000;

    private int Next(int below)
    {
        // SplitMix64: the same numbers on every machine and version.
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)below);
    }
}
