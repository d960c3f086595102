using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Engine.Duplicates;

/// <summary>
/// Finds customers that are in a list already. The same e-mail address or telephone number makes them the same, unless the names contradict it; a
/// similar name together with the same address, the end of a telephone number or a similar e-mail makes it probable, and a person decides. Only
/// records that have something in common are compared at all, so that long lists are done in seconds.
/// </summary>
public sealed class CustomerMatching
{
    // An e-mail address or number that so many have is a placeholder such as 000 000 0000 or nobody@shop.example.
    private const int Placeholder = 20;
    private const int LargestBlock = 60;

    private readonly string? defaultCountry;
    private readonly List<Customer> customers = [];
    private readonly List<CustomerProfile> profiles = [];
    private readonly Dictionary<string, List<int>> exact = [];
    private readonly Dictionary<string, List<int>> loose = [];

    /// <summary>Takes the customers that are known.</summary>
    /// <param name="known">The customers.</param>
    /// <param name="defaultCountry">The country of telephone numbers and postcodes whose record names none, by code or name.</param>
    public CustomerMatching(IEnumerable<Customer> known, string? defaultCountry = null)
    {
        this.defaultCountry = defaultCountry;
        foreach (var customer in known)
            Add(customer);
    }

    /// <summary>Makes a customer known.</summary>
    /// <param name="customer">The customer.</param>
    public void Add(Customer customer)
    {
        var profile = CustomerProfile.Of(customer, defaultCountry);
        var place = customers.Count;
        customers.Add(customer);
        profiles.Add(profile);
        foreach (var key in profile.ExactKeys())
            Put(exact, key, place);
        foreach (var key in profile.LooseKeys())
            Put(loose, key, place);
    }

    /// <summary>Finds the known customers that a record may be of.</summary>
    /// <param name="customer">The record.</param>
    /// <returns>Those that are the same first, then by likeness; empty where the customer is new.</returns>
    public IReadOnlyList<CustomerMatch> Find(Customer customer)
    {
        var profile = CustomerProfile.Of(customer, defaultCountry);
        return [.. Candidates(profile, before: customers.Count)
            .Select(place => (Place: place, Result: Compare(profile, place)))
            .Where(match => match.Result.Kind != CustomerMatchKind.New)
            .OrderByDescending(match => match.Result.Kind).ThenByDescending(match => match.Result.Score).ThenBy(match => match.Place)
            .Select(match => new CustomerMatch(customers[match.Place], match.Result.Kind, match.Result.Score, match.Result.Reasons))];
    }

    /// <summary>Finds the duplicates in a list.</summary>
    /// <param name="list">The customers.</param>
    /// <param name="defaultCountry">The country of telephone numbers and postcodes whose record names none, by code or name.</param>
    public static DuplicateReport FindDuplicates(IEnumerable<Customer> list, string? defaultCountry = null)
    {
        var matching = new CustomerMatching(list, defaultCountry);
        var pairs = new List<DuplicatePair>();
        var leader = Enumerable.Range(0, matching.customers.Count).ToArray();
        for (var place = 0; place < matching.customers.Count; place++)
        {
            foreach (var earlier in matching.Candidates(matching.profiles[place], before: place))
            {
                var (kind, score, reasons) = matching.Compare(matching.profiles[place], earlier);
                if (kind == CustomerMatchKind.New)
                    continue;
                pairs.Add(new DuplicatePair(earlier, place, kind, score, reasons));
                if (kind == CustomerMatchKind.Same)
                    Join(leader, earlier, place);
            }
        }

        pairs.Sort((one, other) => (one.First, one.Second).CompareTo((other.First, other.Second)));
        var groups = Enumerable.Range(0, leader.Length).GroupBy(place => Leader(leader, place)).Where(group => group.Skip(1).Any()).Select(IReadOnlyList<int> (group) => [.. group]);
        return new DuplicateReport(
            pairs, [.. groups], [.. pairs.Where(pair => pair.Kind == CustomerMatchKind.Probable && Leader(leader, pair.First) != Leader(leader, pair.Second))]);
    }

    private static void Put(Dictionary<string, List<int>> index, string key, int place)
    {
        if (!index.TryGetValue(key, out var places))
            index[key] = places = [];
        places.Add(place);
    }

    private static int Leader(int[] leader, int place)
    {
        while (leader[place] != place)
            place = leader[place] = leader[leader[place]];
        return place;
    }

    private static void Join(int[] leader, int one, int other)
    {
        var (first, second) = (Leader(leader, one), Leader(leader, other));
        leader[Math.Max(first, second)] = Math.Min(first, second);
    }

    private SortedSet<int> Candidates(CustomerProfile profile, int before)
    {
        var found = new SortedSet<int>();
        foreach (var key in profile.ExactKeys())
            Take(exact, key, Placeholder);
        foreach (var key in profile.LooseKeys())
            Take(loose, key, LargestBlock);
        return found;

        void Take(Dictionary<string, List<int>> index, string key, int most)
        {
            if (!index.TryGetValue(key, out var places) || places.Count > most)
                return;
            foreach (var place in places.TakeWhile(place => place < before))
                found.Add(place);
        }
    }

    private (CustomerMatchKind Kind, int Score, IReadOnlyList<string> Reasons) Compare(CustomerProfile profile, int place)
    {
        var other = profiles[place];
        return CustomerComparison.Compare(
            profile, other,
            sharesEmail: profile.Email is not null && profile.Email == other.Email && exact[$"e{profile.Email}"].Count <= Placeholder,
            sharesPhone: profile.Phones.Any(phone => other.Phones.Contains(phone) && exact[$"p{phone}"].Count <= Placeholder));
    }
}
