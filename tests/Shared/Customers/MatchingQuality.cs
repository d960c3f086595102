using ClarityConnect.Workflows.Engine.Duplicates;

namespace ClarityConnect.Workflows.Tests.Customers;

/// <summary>How well duplicates were found.</summary>
/// <param name="Precision">Of the pairs that were called the same or probably so, the share that are.</param>
/// <param name="Recall">Of the pairs that are the same, the share that was found; pairs that only a third record connects count as found.</param>
/// <param name="MergePrecision">Of the pairs that were called the same for certain, the share that are.</param>
/// <param name="Pairs">How many pairs are the same.</param>
/// <param name="Merged">How many pairs were called the same for certain.</param>
/// <param name="Review">How many pairs a person has to decide on.</param>
/// <param name="Mistakes">The first pairs that were called the same and are not, for whoever looks for the reason.</param>
public sealed record MatchingQuality(double Precision, double Recall, double MergePrecision, int Pairs, int Merged, int Review, IReadOnlyList<string> Mistakes)
{
    /// <summary>Judges a report by the labels.</summary>
    /// <param name="customers">The labelled list.</param>
    /// <param name="report">What was found in it.</param>
    public static MatchingQuality Of(IReadOnlyList<LabelledCustomer> customers, DuplicateReport report)
    {
        bool IsTrue(DuplicatePair pair) => customers[pair.First].Person == customers[pair.Second].Person;
        var merged = report.Pairs.Where(pair => pair.Kind == CustomerMatchKind.Same).ToList();
        var found = Connected(customers.Count, report.Pairs);
        var (pairs, hits) = (0, 0);
        foreach (var person in Enumerable.Range(0, customers.Count).GroupBy(place => customers[place].Person))
        {
            var places = person.ToList();
            for (var one = 0; one < places.Count; one++)
            {
                for (var other = one + 1; other < places.Count; other++)
                {
                    pairs++;
                    hits += found[places[one]] == found[places[other]] ? 1 : 0;
                }
            }
        }

        return new MatchingQuality(
            report.Pairs.Count(IsTrue) / (double)report.Pairs.Count, hits / (double)pairs, merged.Count(IsTrue) / (double)merged.Count, pairs, merged.Count, report.ToReview.Count,
            [.. report.Pairs.Where(pair => !IsTrue(pair)).Take(25).Select(pair => $"{pair.Kind} {pair.Score} {string.Join(", ", pair.Reasons)}: {Show(customers[pair.First])} | {Show(customers[pair.Second])}")]);
    }

    private static string Show(LabelledCustomer labelled) =>
        $"{labelled.Customer.FirstName} {labelled.Customer.LastName}{labelled.Customer.Company}, {labelled.Customer.Email}, {labelled.Customer.Phone}, {labelled.Customer.BillingAddress?.Line1} {labelled.Customer.BillingAddress?.PostalCode}";

    private static int[] Connected(int count, IReadOnlyList<DuplicatePair> pairs)
    {
        var leader = Enumerable.Range(0, count).ToArray();
        int Leader(int place) => leader[place] == place ? place : leader[place] = Leader(leader[place]);
        foreach (var pair in pairs)
            leader[Leader(pair.Second)] = Leader(pair.First);
        return [.. Enumerable.Range(0, count).Select(Leader)];
    }
}
