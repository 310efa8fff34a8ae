package dev.tallystick.bench.warm;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.bench.store.Call;
import dev.tallystick.bench.store.Shop;
import dev.tallystick.purchase.RecordPurchase;
import dev.tallystick.redemption.RedeemPoints;
import dev.tallystick.wallet.ReadWallet;
import dev.tallystick.wiring.AwsClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Earn, redeem and wallet beside the bare calls that they need, in one process and by one thread. */
final class WarmMain {

    private WarmMain() {}

    /** Takes the calls to warm up with, to measure and to profile. */
    public static void main(String[] arguments) throws IOException {
        Shop shop = Shop.open();
        String member = shop.enrol();
        RequestStreamHandler earning = new RecordPurchase();
        RequestStreamHandler redeeming = new RedeemPoints();
        RequestStreamHandler wallets = new ReadWallet();
        BareCalls bare = new BareCalls(AwsClients.real().dynamo(), System.getenv());
        expect(Shop.call(earning, Call.purchase(shop.key(), member)), 201);
        Map<String, AttributeValue> account = bare.account(member);
        Map<String, AttributeValue> earned = bare.newestEntry(member);
        expect(Shop.call(redeeming, Call.redemption(shop.key(), member)), 201);
        Map<String, AttributeValue> redeemed = bare.newestEntry(member);
        String token = shop.walletToken(member);
        Pair earn = new Pair(
                "earn",
                () -> calling(earning, Call.purchase(shop.key(), member), 201),
                () -> () -> bare.write(account, earned));
        Pair redeem = new Pair(
                "redeem",
                () -> calling(redeeming, Call.redemption(shop.key(), member), 201),
                () -> () -> bare.write(account, redeemed));
        Pair wallet = new Pair(
                "wallet",
                () -> calling(wallets, Call.of("GET /v1/wallet", token, Map.of()), 200),
                () -> () -> bare.wallet(member));
        List<Pair> pairs = List.of(earn, redeem, wallet);
        Pair.warmUp(pairs, Integer.parseInt(arguments[0]));
        Pair.measure(pairs, Integer.parseInt(arguments[1]));
        int profiled = Integer.parseInt(arguments[2]);
        for (Pair pair : pairs) {
            pair.profile(profiled);
        }
    }

    private static Runnable calling(RequestStreamHandler function, byte[] event, int status) {
        return () -> {
            try {
                expect(Shop.call(function, event), status);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static void expect(byte[] answer, int status) {
        String text = new String(answer, StandardCharsets.UTF_8);
        if (!text.contains("\"statusCode\":" + status)) {
            throw new IllegalStateException("a function answered " + text);
        }
    }
}
