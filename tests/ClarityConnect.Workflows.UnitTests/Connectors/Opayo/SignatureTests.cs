using System.Text;
using System.Xml.Linq;
using ClarityConnect.Workflows.Connectors.Opayo.Notifications;
using ClarityConnect.Workflows.Connectors.Opayo.Reporting;
using ClarityConnect.Workflows.Sdk.Connections;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.Opayo;

public sealed class SignatureTests
{
    private const string Key = "K7Q2M9XW4D";

    private const string Notification =
        "VPSTxId=%7B3C9E1A52-7B40-4D1E-9A6B-0F2D8C51E7A4%7D&VendorTxCode=CC-SO-10042-1&Status=OK&TxAuthNo=18240977&AVSCV2=ALL+MATCH&AddressResult=MATCHED"
        + "&PostCodeResult=MATCHED&CV2Result=MATCHED&GiftAid=0&3DSecureStatus=OK&CAVV=AAABARR5kwAAAAAAAAAAAAAAAAA%3D&CardType=VISA&Last4Digits=0006&DeclineCode=00"
        + "&ExpiryDate=1227&BankAuthCode=T99777&ACSTransID=0c4b8a1e-93a5-4d0f-8c1d-2a7c1b0d9f33&DSTransID=5f2b1d7c-1a3e-4f6b-9c8d-7e6f5a4b3c2d&SchemeTraceID=MCC000000355";

    [Theory]
    [InlineData("4.00", "5AAD3D09A9D4035AF7F54CA38142AED8")]
    [InlineData("3.00", "8EBEB1CC2290640872BFD7A7C712AFA4")]
    public void A_notification_is_signed_as_the_protocol_says(string protocol, string signature)
    {
        var fields = Fields($"{Notification}&VPSProtocol={protocol}&VPSSignature={signature.ToLowerInvariant()}");

        VpsSignature.Compute(fields, "ClarityDemo", Key).ShouldBe(signature);
        VpsSignature.IsValid(fields, "claritydemo", Key).ShouldBeTrue();
        VpsSignature.IsValid(fields, "claritydemo", "K7Q2M9XW4E").ShouldBeFalse();
        VpsSignature.IsValid(fields, "other", Key).ShouldBeFalse();
    }

    [Fact]
    public void A_stored_card_signs_its_token_and_nothing_after_the_key()
    {
        var fields = Fields("VPSProtocol=3.00&TxType=TOKEN&VPSTxId=%7B3C9E1A52-7B40-4D1E-9A6B-0F2D8C51E7A4%7D&VendorTxCode=CC-TOK-1&Status=OK&Token=%7BA1B2%7D&CardType=VISA");

        VpsSignature.Compute(fields, "claritydemo", Key).ShouldBe("161AA7C782823F7A06AF3CF8B4104F35");
    }

    [Fact]
    public void A_changed_value_breaks_the_signature() =>
        VpsSignature.IsValid(Fields($"{Notification}&VPSProtocol=4.00&VPSSignature=5AAD3D09A9D4035AF7F54CA38142AED8".Replace("Status=OK&Tx", "Status=NOTAUTHED&Tx")), "claritydemo", Key).ShouldBeFalse();

    [Fact]
    public void A_report_is_asked_for_with_the_signature_of_what_is_sent()
    {
        var request = ReportXml.Request(
            "getBatchList", "claritydemo", "reportuser", new Secret("S3cretPw1"), ("startdate", "01/03/2026 00:00:00"), ("enddate", "02/03/2026 00:00:00"));

        request.ShouldBe("<vspaccess><command>getBatchList</command><vendor>claritydemo</vendor><user>reportuser</user><startdate>01/03/2026 00:00:00</startdate><enddate>02/03/2026 00:00:00</enddate><signature>6a6f6cb94c093b68173e595de5d48dad</signature></vspaccess>");
    }

    [Fact]
    public void Values_with_special_characters_stay_xml() =>
        XElement.Parse(ReportXml.Request("getTransactionDetail", "a&b", "<u>", new Secret("p<w"), ("vendortxcode", "x>1"))).Element("vendor")!.Value.ShouldBe("a&b");

    [Theory]
    [InlineData("@", false)]
    [InlineData("@", true)]
    public void A_form_response_is_decrypted(string mark, bool upper)
    {
        const string digits = "1aa51bcfd1df23c7d7f33e6634d98d21d7b24b249578f843c93279e7b829077ac3d5eaaff11e88396bc54110d7e8d1c7cbc74978be6bb760c72d4abe0fdf7d9039244f286c4149aef68f5e4ad75bc17deae65029c29e7adbc45d2ecb86d3e418ee28003b9cd4b49d85dca6938c24885ee669bd1b054194f84ce797387b81196bd3af4a8e2e07eff8780ff13343b889777491d9313c2b168fd2bc372f2bd284dabe24353c7db110df8e947e6c7cd46598c23707ab1286808a14245cdc58d63f85161c5c9d715af613fcbdda0f48a2e07954fa664533407b33e28e57dc96584645";
        var text = FormCrypt.Decrypt(mark + (upper ? digits.ToUpperInvariant() : digits), new Secret("sandboxFormPw123")).ShouldNotBeNull();

        var fields = ClassicFields.FromPlainText(text);
        (fields["Status"], fields["VendorTxCode"], fields["Amount"], fields.TransactionId, fields["Last4Digits"])
            .ShouldBe(("OK", "CC-SO-10042-1", "1,231.47", "3C9E1A52-7B40-4D1E-9A6B-0F2D8C51E7A4", "0006"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("@zz")]
    [InlineData("@00112233")]
    [InlineData("1aa51bcfd1df23c7d7f33e6634d98d21")]
    [InlineData("@1aa51bcfd1df23c7d7f33e6634d98d21")]
    public void What_was_not_made_with_the_password_is_nothing(string? crypt) => FormCrypt.Decrypt(crypt, new Secret("sandboxFormPw123")).ShouldBeNull();

    [Fact]
    public void Values_come_in_latin_letters()
    {
        Fields("StatusDetail=Caf%E9&Name=a%3Db").Find("StatusDetail").ShouldBe("Café");
        Fields("Name=a%3Db")["name"].ShouldBe("a=b");
    }

    private static ClassicFields Fields(string form) => ClassicFields.FromForm(Encoding.ASCII.GetBytes(form));
}
