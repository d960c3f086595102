using FuzzySharp;

namespace ClarityConnect.Workflows.Engine.Duplicates;

/// <summary>Says whether two records are of one customer, and why. All thresholds are here.</summary>
internal static class CustomerComparison
{
    // Of 100, as FuzzySharp counts: what one letter wrong in a short name still reaches.
    private const int NamesAgree = 86;
    private const int NamesAlike = 74;
    private const int GivenNamesDiffer = 70;
    private const int SurnamesAgree = 75;
    private const int StreetsAgree = 85;
    private const int EmailsAlike = 90;

    public static (CustomerMatchKind Kind, int Score, IReadOnlyList<string> Reasons) Compare(CustomerProfile one, CustomerProfile other, bool sharesEmail, bool sharesPhone)
    {
        var isNameless = one.IsNameless || other.IsNameless;
        var score = isNameless ? 100 : NameScore(one, other);
        var namesContradict = !isNameless && (score < NamesAlike || GivenNamesContradict(one, other));
        if (sharesEmail || sharesPhone)
        {
            // A household has one telephone and one surname, and still is two people.
            if (!sharesEmail && GivenNamesContradict(one, other) && Fuzz.Ratio(one.Last, other.Last) >= SurnamesAgree)
                return (CustomerMatchKind.New, score, []);
            var shared = sharesEmail && sharesPhone ? "same e-mail and telephone" : sharesEmail ? "same e-mail" : "same telephone";
            return namesContradict
                ? (CustomerMatchKind.Probable, score, [shared, "but the names differ"])
                : (CustomerMatchKind.Same, score, [shared]);
        }

        if (isNameless || namesContradict)
            return (CustomerMatchKind.New, score, []);
        var evidence = Evidence(one, other);
        return evidence.Count >= (score >= NamesAgree ? 1 : 2)
            ? (CustomerMatchKind.Probable, score, [score == 100 ? "same name" : "similar name", .. evidence])
            : (CustomerMatchKind.New, score, []);
    }

    private static List<string> Evidence(CustomerProfile one, CustomerProfile other)
    {
        var evidence = new List<string>(3);
        if (one.PostalCode is not null && one.PostalCode == other.PostalCode && SameStreet(one, other))
            evidence.Add("same address");
        if (one.PhoneTails.Any(other.PhoneTails.Contains))
            evidence.Add("telephone with the same last digits");
        if (one.EmailLocalPart is not null && one.EmailLocalPart == other.EmailLocalPart)
            evidence.Add("same e-mail before the @");
        else if (one.Email is not null && other.Email is not null && Fuzz.Ratio(one.Email, other.Email) >= EmailsAlike && one.EmailLocalPart is not null)
            evidence.Add("similar e-mail");
        return evidence;
    }

    private static bool SameStreet(CustomerProfile one, CustomerProfile other)
    {
        // A British postcode is one side of a street; a five-digit ZIP is half a town.
        if (one.Street.Length == 0 || other.Street.Length == 0)
            return !char.IsAsciiDigit(one.PostalCode![0]);
        return one.House is not null && one.House == other.House || (one.House is null || other.House is null) && Fuzz.Ratio(one.Street, other.Street) >= StreetsAgree;
    }

    private static bool GivenNamesContradict(CustomerProfile one, CustomerProfile other) =>
        one.IsPerson && other.IsPerson && one.First.Length > 0 && other.First.Length > 0
        && !GivenNames.Agree(one.First, other.First) && !(one.First == other.Last || one.Last == other.First)
        && Fuzz.Ratio(one.First, other.First) < GivenNamesDiffer;

    private static int NameScore(CustomerProfile one, CustomerProfile other)
    {
        if (one.IsPerson && other.IsPerson)
        {
            var straight = PersonScore(one.First, one.Last, other.First, other.Last);
            // Forms are filled in with given name and surname swapped.
            return straight == 100 || one.First.Length == 0 || other.First.Length == 0 ? straight : Math.Max(straight, PersonScore(one.First, one.Last, other.Last, other.First) - 2);
        }

        return one.Company.Length > 0 && other.Company.Length > 0
            ? one.Company == other.Company ? 100 : Fuzz.TokenSortRatio(one.Company, other.Company)
            : Fuzz.TokenSetRatio($"{one.First} {one.Last} {one.Company}", $"{other.First} {other.Last} {other.Company}");
    }

    private static int PersonScore(string first, string last, string otherFirst, string otherLast)
    {
        var surnames = last == otherLast ? 100 : Fuzz.Ratio(last, otherLast);
        var givenNames = first.Length == 0 || otherFirst.Length == 0 ? surnames
            : first == otherFirst ? 100
            : GivenNames.Agree(first, otherFirst) ? 95
            : Fuzz.Ratio(first, otherFirst);
        return ((surnames * 55) + (givenNames * 45)) / 100;
    }
}
