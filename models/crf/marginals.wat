;; Scores and marginals of a linear-chain conditional random field over four labels, a label to a lane. Engines do
;; not inline WebAssembly functions, so sums, products and exponentials are written out where they stand.
;; Built into marginals.wasm: `npx -p wabt wat2wasm marginals.wat`.
(module
  (import "kernel" "memory" (memory 1))

  ;; The marginals of one sequence of $n tokens, four floats a token, written to $out; $alpha is scratch of that size.
  ;; $words: addresses of word rows, from three tokens before the first to three after the last; seven features in
  ;; each row, that of the token three places on first. $features: $more addresses a token, a multiple of three.
  ;; $matrix: transition factors by row and then by column, after them the unit of the weights four times.
  (func (export "marginals") (param $n i32) (param $words i32) (param $features i32) (param $more i32)
      (param $matrix i32) (param $alpha i32) (param $out i32)
    (local $k i32) (local $end i32) (local $acc v128) (local $a v128) (local $b v128) (local $c v128)
    (local $x v128) (local $r v128) (local $sum v128)
    (local $m0 v128) (local $m1 v128) (local $m2 v128) (local $m3 v128) (local $unit v128)
    (if (i32.eqz (local.get $n)) (then (return)))
    (local.set $m0 (v128.load (local.get $matrix)))
    (local.set $m1 (v128.load offset=16 (local.get $matrix)))
    (local.set $m2 (v128.load offset=32 (local.get $matrix)))
    (local.set $m3 (v128.load offset=48 (local.get $matrix)))
    (local.set $unit (v128.load offset=128 (local.get $matrix)))
    (local.set $more (i32.shl (local.get $more) (i32.const 2)))
    (loop $forward
      ;; The score: four bytes a feature, summed in 16 bits.
      (local.set $acc (i16x8.extend_low_i8x16_s (v128.load32_zero (i32.load (local.get $words)))))
      (local.set $acc (i16x8.add (local.get $acc)
        (i16x8.extend_low_i8x16_s (v128.load32_zero offset=4 (i32.load offset=4 (local.get $words))))))
      (local.set $acc (i16x8.add (local.get $acc)
        (i16x8.extend_low_i8x16_s (v128.load32_zero offset=8 (i32.load offset=8 (local.get $words))))))
      (local.set $acc (i16x8.add (local.get $acc)
        (i16x8.extend_low_i8x16_s (v128.load32_zero offset=12 (i32.load offset=12 (local.get $words))))))
      (local.set $acc (i16x8.add (local.get $acc)
        (i16x8.extend_low_i8x16_s (v128.load32_zero offset=16 (i32.load offset=16 (local.get $words))))))
      (local.set $acc (i16x8.add (local.get $acc)
        (i16x8.extend_low_i8x16_s (v128.load32_zero offset=20 (i32.load offset=20 (local.get $words))))))
      (local.set $acc (i16x8.add (local.get $acc)
        (i16x8.extend_low_i8x16_s (v128.load32_zero offset=24 (i32.load offset=24 (local.get $words))))))
      (local.set $words (i32.add (local.get $words) (i32.const 4)))
      (local.set $end (i32.add (local.get $features) (local.get $more)))
      (loop $three
        (local.set $acc
          (i16x8.add
            (i16x8.add (local.get $acc)
              (i16x8.extend_low_i8x16_s (v128.load32_zero (i32.load (local.get $features)))))
            (i16x8.add
              (i16x8.extend_low_i8x16_s (v128.load32_zero (i32.load offset=4 (local.get $features))))
              (i16x8.extend_low_i8x16_s (v128.load32_zero (i32.load offset=8 (local.get $features)))))))
        (local.set $features (i32.add (local.get $features) (i32.const 12)))
        (br_if $three (i32.lt_u (local.get $features) (local.get $end))))
      (local.set $x (f32x4.mul (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $acc))) (local.get $unit)))
      ;; e to the power of $x, from -87 to 87: range reduction and polynomial of Cephes' expf.
      (local.set $sum (f32x4.nearest (f32x4.mul (local.get $x) (v128.const f32x4 1.44269504 1.44269504 1.44269504 1.44269504))))
      (local.set $r (f32x4.sub (local.get $x) (f32x4.mul (local.get $sum) (v128.const f32x4 0.693359375 0.693359375 0.693359375 0.693359375))))
      (local.set $r (f32x4.sub (local.get $r) (f32x4.mul (local.get $sum) (v128.const f32x4 -2.12194440e-4 -2.12194440e-4 -2.12194440e-4 -2.12194440e-4))))
      (local.set $c (v128.const f32x4 1.9875691500e-4 1.9875691500e-4 1.9875691500e-4 1.9875691500e-4))
      (local.set $c (f32x4.add (f32x4.mul (local.get $c) (local.get $r))
        (v128.const f32x4 1.3981999507e-3 1.3981999507e-3 1.3981999507e-3 1.3981999507e-3)))
      (local.set $c (f32x4.add (f32x4.mul (local.get $c) (local.get $r))
        (v128.const f32x4 8.3334519073e-3 8.3334519073e-3 8.3334519073e-3 8.3334519073e-3)))
      (local.set $c (f32x4.add (f32x4.mul (local.get $c) (local.get $r))
        (v128.const f32x4 4.1665795894e-2 4.1665795894e-2 4.1665795894e-2 4.1665795894e-2)))
      (local.set $c (f32x4.add (f32x4.mul (local.get $c) (local.get $r))
        (v128.const f32x4 1.6666665459e-1 1.6666665459e-1 1.6666665459e-1 1.6666665459e-1)))
      (local.set $c (f32x4.add (f32x4.mul (local.get $c) (local.get $r))
        (v128.const f32x4 5.0000001201e-1 5.0000001201e-1 5.0000001201e-1 5.0000001201e-1)))
      (local.set $c (f32x4.add (f32x4.mul (local.get $c) (f32x4.mul (local.get $r) (local.get $r))) (local.get $r)))
      (local.set $c
        (f32x4.mul
          (f32x4.add (local.get $c) (v128.const f32x4 1 1 1 1))
          (i32x4.shl
            (i32x4.add (i32x4.trunc_sat_f32x4_s (local.get $sum)) (v128.const i32x4 127 127 127 127))
            (i32.const 23))))
      (v128.store (i32.add (local.get $out) (local.get $k)) (local.get $c))
      (if (local.get $k)
        (then (local.set $c (f32x4.mul (local.get $c)
      (f32x4.add
        (f32x4.add
          (f32x4.mul (i8x16.shuffle 0 1 2 3 0 1 2 3 0 1 2 3 0 1 2 3 (local.get $a) (local.get $a)) (local.get $m0))
          (f32x4.mul (i8x16.shuffle 4 5 6 7 4 5 6 7 4 5 6 7 4 5 6 7 (local.get $a) (local.get $a)) (local.get $m1)))
        (f32x4.add
          (f32x4.mul (i8x16.shuffle 8 9 10 11 8 9 10 11 8 9 10 11 8 9 10 11 (local.get $a) (local.get $a)) (local.get $m2))
          (f32x4.mul (i8x16.shuffle 12 13 14 15 12 13 14 15 12 13 14 15 12 13 14 15 (local.get $a) (local.get $a)) (local.get $m3))))))))
      (local.set $sum (f32x4.add (local.get $c)
        (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $c) (local.get $c))))
      (local.set $sum (f32x4.add (local.get $sum)
        (i8x16.shuffle 4 5 6 7 0 1 2 3 12 13 14 15 8 9 10 11 (local.get $sum) (local.get $sum))))
      (local.set $a (f32x4.div (local.get $c) (local.get $sum)))
      (v128.store (i32.add (local.get $alpha) (local.get $k)) (local.get $a))
      (local.set $k (i32.add (local.get $k) (i32.const 16)))
      (local.set $n (i32.sub (local.get $n) (i32.const 1)))
      (br_if $forward (local.get $n)))
    (local.set $m0 (v128.load offset=64 (local.get $matrix)))
    (local.set $m1 (v128.load offset=80 (local.get $matrix)))
    (local.set $m2 (v128.load offset=96 (local.get $matrix)))
    (local.set $m3 (v128.load offset=112 (local.get $matrix)))
    (local.set $b (v128.const f32x4 1 1 1 1))
    (loop $backward
      (local.set $k (i32.sub (local.get $k) (i32.const 16)))
      (local.set $c (f32x4.mul (v128.load (i32.add (local.get $out) (local.get $k))) (local.get $b)))
      (local.set $a (f32x4.mul (v128.load (i32.add (local.get $alpha) (local.get $k))) (local.get $b)))
      (local.set $sum (f32x4.add (local.get $a)
        (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $a) (local.get $a))))
      (local.set $sum (f32x4.add (local.get $sum)
        (i8x16.shuffle 4 5 6 7 0 1 2 3 12 13 14 15 8 9 10 11 (local.get $sum) (local.get $sum))))
      (v128.store (i32.add (local.get $out) (local.get $k)) (f32x4.div (local.get $a) (local.get $sum)))
      (local.set $b (f32x4.add
        (f32x4.add
          (f32x4.mul (i8x16.shuffle 0 1 2 3 0 1 2 3 0 1 2 3 0 1 2 3 (local.get $c) (local.get $c)) (local.get $m0))
          (f32x4.mul (i8x16.shuffle 4 5 6 7 4 5 6 7 4 5 6 7 4 5 6 7 (local.get $c) (local.get $c)) (local.get $m1)))
        (f32x4.add
          (f32x4.mul (i8x16.shuffle 8 9 10 11 8 9 10 11 8 9 10 11 8 9 10 11 (local.get $c) (local.get $c)) (local.get $m2))
          (f32x4.mul (i8x16.shuffle 12 13 14 15 12 13 14 15 12 13 14 15 12 13 14 15 (local.get $c) (local.get $c)) (local.get $m3)))))
      (local.set $sum (f32x4.add (local.get $b)
        (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $b) (local.get $b))))
      (local.set $sum (f32x4.add (local.get $sum)
        (i8x16.shuffle 4 5 6 7 0 1 2 3 12 13 14 15 8 9 10 11 (local.get $sum) (local.get $sum))))
      (local.set $b (f32x4.div (local.get $b) (local.get $sum)))
      (br_if $backward (local.get $k)))))
