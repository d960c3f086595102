using System.Collections.Frozen;

namespace ClarityConnect.Workflows.Engine.Duplicates;

/// <summary>Given names and their short forms.</summary>
internal static class GivenNames
{
    private const string ShortForms =
        "alexander alex sandy al|alexandra alex sandra lexi|andrew andy drew|anthony tony|barbara barb babs|benjamin ben benny|catherine cathy kate katie katherine kathryn|"
        + "charles charlie chuck|christine chris tina|christopher chris kit|daniel dan danny|david dave davey|deborah debbie deb|donald don|dorothy dot|edward ed eddie ted|"
        + "elizabeth liz beth lizzie betty eliza|emily em|eugene gene|frances fran|francis frank|frederick fred freddie|gerald gerry jerry|gregory greg|harold harry hal|"
        + "henry harry hank|isabella bella izzy|jacob jake|james jim jimmy jamie|jennifer jen jenny|jessica jess|john jack johnny jon|jonathan jon jonny|joseph joe joey|"
        + "joshua josh|judith judy|kenneth ken|kimberly kim|lawrence larry|leonard len leo|margaret maggie meg peggy|martin marty|matthew matt|megan meg|melissa mel|"
        + "michael mike mick mickey|nathan nate|nicholas nick|pamela pam|patricia pat patty tricia|patrick pat paddy|peter pete|philip phil|raymond ray|rebecca becky|"
        + "richard rick dick rich|robert bob rob bobby|ronald ron|samantha sam|samuel sam|sandra sandy|stephen steve|steven steve|susan sue susie|theodore ted theo|"
        + "thomas tom tommy|timothy tim|victoria vicky tori|vincent vince|walter walt|william bill will billy liam|zachary zach";

    private static readonly FrozenDictionary<string, int[]> Families = Read();

    /// <summary>Whether both may be the same person's: equal, an initial of the other, or short forms of one name.</summary>
    public static bool Agree(string one, string other) =>
        one == other
        || (one.Length == 1 && other.StartsWith(one, StringComparison.Ordinal))
        || (other.Length == 1 && one.StartsWith(other, StringComparison.Ordinal))
        || (Families.TryGetValue(one, out var families) && Families.TryGetValue(other, out var others) && families.AsSpan().ContainsAny(others));

    private static FrozenDictionary<string, int[]> Read() => ShortForms.Split('|')
        .SelectMany((family, number) => family.Split(' ').Select(name => (name, number)))
        .GroupBy(entry => entry.name, entry => entry.number)
        .ToFrozenDictionary(entry => entry.Key, entry => entry.ToArray());
}
