using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace ClarityConnect.Workflows.Sdk.Canonical.Contacts;

/// <summary>Writes letters without their accents, for comparing what people type. The same on every machine, whatever its culture data.</summary>
public static class PlainLetters
{
    private const string Rows = """
        A ÀÁÂÃÄÅĀĂĄǍǞǠǺȀȂȦḀẠẢẤẦẨẪẬẮẰẲẴẶ
        AE Æ
        B ḂḄḆ
        C ÇĆĈĊČḈ
        D ÐĎĐḊḌḎḐḒ
        E ÈÉÊËĒĔĖĘĚȄȆȨḔḖḘḚḜẸẺẼẾỀỂỄỆ
        F Ḟ
        G ĜĞĠĢǦǴḠ
        H ĤĦȞḢḤḦḨḪ
        I ÌÍÎÏĨĪĬĮİǏȈȊḬḮỈỊ
        IJ Ĳ
        J Ĵ
        K ĶǨḰḲḴ
        L ĹĻĽŁḶḸḺḼ
        M ḾṀṂ
        N ÑŃŅŇŊǸṄṆṈṊ
        O ÒÓÔÕÖØŌŎŐƠǑǪǬȌȎȪȬȮȰṌṎṐṒỌỎỐỒỔỖỘỚỜỞỠỢ
        OE Œ
        P ṔṖ
        R ŔŖŘȐȒṘṚṜṞ
        S ŚŜŞŠȘṠṢṤṦṨ
        T ŢŤŦȚṪṬṮṰ
        Th Þ
        U ÙÚÛÜŨŪŬŮŰŲƯǓǕǗǙǛȔȖṲṴṶṸṺỤỦỨỪỬỮỰ
        V ṼṾ
        W ŴẀẂẄẆẈ
        X ẊẌ
        Y ÝŶŸȲẎỲỴỶỸ
        Z ŹŻŽẐẒẔ
        a àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ
        ae æ
        b ḃḅḇ
        c çćĉċčḉ
        d ðďđḋḍḏḑḓ
        e èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ
        f ḟ
        g ĝğġģǧǵḡ
        h ĥħȟḣḥḧḩḫẖ
        i ìíîïĩīĭįıǐȉȋḭḯỉị
        ij ĳ
        j ĵǰ
        k ķĸǩḱḳḵ
        l ĺļľłḷḹḻḽ
        m ḿṁṃ
        n ñńņňŉŋǹṅṇṉṋ
        o òóôõöøōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ
        oe œ
        p ṕṗ
        r ŕŗřȑȓṙṛṝṟ
        s śŝşšșṡṣṥṧṩ
        ss ß
        t ţťŧțṫṭṯṱẗ
        th þ
        u ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự
        v ṽṿ
        w ŵẁẃẅẇẉẘ
        x ẋẍ
        y ýÿŷȳẏẙỳỵỷỹ
        z źżžẑẓẕ
        """;

    private static readonly FrozenDictionary<char, string> Plain = Rows.Split('\n', StringSplitOptions.TrimEntries)
        .Select(row => row.Split(' '))
        .SelectMany(row => row[1].Select(letter => (letter, row[0])))
        .ToFrozenDictionary(pair => pair.letter, pair => pair.Item2);

    /// <summary>Writes Latin letters without accents: "Zoë Łukasz Weiß" is "Zoe Lukasz Weiss". Other characters stay.</summary>
    /// <param name="text">The text.</param>
    public static string Of(string text)
    {
        if (Ascii.IsValid(text))
            return text;
        var plain = new StringBuilder(text.Length + 4);
        foreach (var character in text)
        {
            if (Plain.TryGetValue(character, out var letters))
                plain.Append(letters);
            else if (char.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark)
                plain.Append(character);
        }

        return plain.ToString();
    }
}
